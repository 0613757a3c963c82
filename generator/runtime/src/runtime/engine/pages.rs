//! An answer of many pages: each is asked for when it is wanted, where the one before says (see [`Paging`](super::Paging)).

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::Uri;
use http::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, RANGE};

use super::check::RequestPart;
use super::client_core::Core;
use super::clock::BoxFuture;
use super::draft::Draft;
use super::error::Failure;
use super::paging::{self, Next};
use super::{Answer, Error, Operation, Paged, Response, exchange, redirect, sending};

/// A page, or why it could not be had.
type Page<O> = Result<Response<<O as Operation>::Output>, Error<<O as Operation>::Error>>;

/// An item, or why it could not be had.
type Item<O> = Result<<O as Paged>::Item, Error<<O as Operation>::Error>>;

/// The most pages, unless it is said otherwise.
const MOST: u32 = 1000;

/// The pages of an answer. A [`Stream`] of them, and [`Pages::next`] for those who have no use for the trait.
///
/// A page that cannot be had is an error, and the last item. Each page is a call of its own, with its retries and limits of
/// time. Pages at another origin are not asked for, and a page that was had before ends in an error instead of a circle.
/// How the next page is found, is what the operation's [`Paging`](super::Paging) says.
pub struct Pages<O: Operation> {
    core: Arc<Core>,
    /// The request for the next page.
    next: Option<Box<Draft>>,
    sending: Option<BoxFuture<Result<Answer, Failure>>>,
    /// What the page after that is asked for with.
    again: Option<Box<Draft>>,
    had: HashSet<String>,
    /// Where the page is that was had last; the question's own address before that.
    at: Option<Uri>,
    /// The body of that page.
    last: Bytes,
    left: u32,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Pages<O> {
    #[doc(hidden)]
    #[inline]
    pub fn new(core: Arc<Core>, draft: Draft) -> Self {
        let next = Some(Box::new(draft));
        Pages {
            core,
            next,
            sending: None,
            again: None,
            had: HashSet::new(),
            at: None,
            last: Bytes::new(),
            left: MOST,
            operation: PhantomData,
        }
    }

    /// Asks for so many pages and no more; 1,000 unless it is said. [`Pages::has_more`] tells whether that was all.
    #[must_use]
    #[inline]
    pub fn at_most(mut self, pages: u32) -> Self {
        self.left = pages;
        self
    }

    /// Is there a page that was not asked for yet?
    #[must_use]
    #[inline]
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// The items of all pages, one after the other. An error is the last one, as it is of the pages.
    #[must_use]
    #[inline]
    pub fn items(self) -> PageItems<O>
    where
        O: Paged,
    {
        PageItems { pages: self, items: Vec::new().into_iter() }
    }

    /// The next page; none at the end.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Response<O::Output>, Error<O::Error>>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    #[inline]
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Page<O>>> {
        if self.sending.is_none() {
            if self.left == 0 {
                return Poll::Ready(None);
            }
            let Some(draft) = self.next.take() else { return Poll::Ready(None) };
            self.left -= 1;
            self.again = draft.again().map(Box::new);
            self.sending = Some(exchange::run(Arc::clone(&self.core), *draft));
        }
        let Some(sending) = &mut self.sending else { return Poll::Ready(None) };
        let answer = ready!(sending.as_mut().poll(context));
        self.sending = None;
        let page = answer.map_err(Error::from).and_then(sending::read::<O>);
        if let Ok(page) = &page {
            self.follow(page);
        }
        Poll::Ready(Some(page))
    }

    /// Makes ready what the page says of the one behind it. What is wrong with that is told when it is asked for.
    #[inline]
    fn follow(&mut self, page: &Response<O::Output>) {
        let again = self.again.take();
        let query = again.as_ref().map_or(&[][..], |again| &again.parts.query);
        let Some(next) = O::SPEC.paging.next(&page.answer, query) else { return };
        let mut draft = match again {
            Some(again) => again,
            None => {
                let mut draft = Box::new(Draft::new(O::SPEC));
                draft.reject_next("cannot be asked for again: only questions without a body are");
                draft
            }
        };
        match next {
            Next::Address(address) => self.follow_address(&mut draft, &address),
            Next::Parameter(name, value) => self.follow_parameter(&mut draft, name, &value, page.answer.body()),
        }
        self.next = Some(draft);
    }

    #[inline]
    fn follow_address(&mut self, draft: &mut Draft, address: &str) {
        // The address has a query of its own.
        draft.parts.query.clear();
        match self.resolve(draft, address) {
            Ok(page) if self.had.insert(page.to_string()) => {
                draft.page = Some(page.to_string());
                self.at = Some(page);
            }
            Ok(_) => draft.reject_next("of the next page is one that was had before"),
            Err(why) => draft.reject_next(why),
        }
    }

    #[inline]
    fn follow_parameter(&mut self, draft: &mut Draft, name: &'static str, value: &str, body: &Bytes) {
        if !self.had.insert(value.to_owned()) {
            draft.reject_next("of the next page is one that was had before");
        } else if *body == self.last {
            draft.reject_next("of the next page leads nowhere: this page is the one before it again");
        }
        self.last = body.clone();
        paging::set(&mut draft.parts.query, name, value);
    }

    /// The address of a page, from that of the page that names it (RFC 8288 §3.2).
    #[inline]
    fn resolve(&self, question: &Draft, link: &str) -> Result<Uri, &'static str> {
        let at = match &self.at {
            Some(at) => at.clone(),
            None => exchange::address(&self.core, question, &[])?,
        };
        let page = redirect::target(&at, link).ok_or("of the next page is none that requests go to")?;
        match redirect::origin(&page) == redirect::origin(&at) {
            true => Ok(page),
            false => Err("of the next page is at another origin, where this request does not go"),
        }
    }
}

impl Draft {
    /// The same question for another page; none for what is more than a question.
    #[inline]
    fn again(&self) -> Option<Draft> {
        let asks = self.operation.is_safe() && self.body.is_none();
        asks.then(|| {
            let mut again =
                Draft { path: self.path.clone(), settings: self.settings.of_another(), ..Draft::new(self.operation) };
            again.parts.headers.clone_from(&self.parts.headers);
            // These are about the first page.
            for name in [IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, RANGE] {
                again.parts.headers.remove(&name);
            }
            again.parts.cookies.clone_from(&self.parts.cookies);
            again.parts.query.clone_from(&self.parts.query);
            again
        })
    }

    #[inline]
    fn reject_next(&mut self, why: &str) {
        self.violations.push(super::Violation::new(RequestPart::Address, why));
    }
}

impl<O: Operation> Stream for Pages<O> {
    type Item = Page<O>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

/// The items of all pages: a [`Stream`] of them, and [`PageItems::next`] for those who have no use for the trait.
pub struct PageItems<O: Paged> {
    pages: Pages<O>,
    /// Those of the last page that are left.
    items: std::vec::IntoIter<O::Item>,
}

impl<O: Paged> PageItems<O> {
    /// The next item; none at the end.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// Is there a page that was not asked for yet?
    #[must_use]
    #[inline]
    pub fn has_more(&self) -> bool {
        self.pages.has_more()
    }

    #[inline]
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Item<O>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.items = O::items(page.into_body()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> Stream for PageItems<O> {
    type Item = Item<O>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<O: Paged> fmt::Debug for PageItems<O> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageItems").field("pages", &self.pages).field("left", &self.items.len()).finish()
    }
}

impl<O: Operation> fmt::Debug for Pages<O> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::SPEC.id)
            .field("has_more", &self.has_more())
            .finish_non_exhaustive()
    }
}
