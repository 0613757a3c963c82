//! Stage 2, read: typed views over the tree. 3.0, 3.1 and 3.2 differ here and nowhere else.
