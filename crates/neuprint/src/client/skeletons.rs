//! Skeletons, one or many.

use futures_util::stream::{self, StreamExt};
use neuprint_skeleton::Skeleton;

use super::Client;
use super::call::{Subject, unheard};
use crate::api::{ApiRequest, skeletons};
use crate::body_id::BodyId;
use crate::error::Error;
use crate::query::Progress;
use crate::transport::Transport;

/// What becomes of neurons without a skeleton when many are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Missing {
    /// The first of them is an error.
    #[default]
    Error,
    /// They are left out.
    Skip,
}

impl<T: Transport> Client<T> {
    /// A neuron's skeleton, as the server has it.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none; [`Error::InvalidSkeleton`] if it is not SWC.
    pub async fn skeleton(&self, body: BodyId) -> Result<Skeleton, Error> {
        let swc = self.skeleton_swc(body, unheard as fn(usize)).await?;
        parse(body, &swc)
    }

    /// A neuron's skeleton in the server's own SWC text. `progress` is called with the number of bytes so far.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none.
    pub async fn skeleton_swc(&self, body: BodyId, progress: impl FnMut(usize)) -> Result<Vec<u8>, Error> {
        let request = skeletons::Request { dataset: self.dataset.clone(), body };
        let subject = Subject::named(format!("the skeleton of {body}"));
        self.collect(self.open(request.to_http(), &subject).await?, progress).await
    }

    /// Many skeletons, a few requests at a time, in the order of the neurons. `progress` hears how many have come.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the first neuron without one, unless they are to be skipped; whatever else one of the
    /// requests fails with. If others were answered before, it is an [`Error::IncompleteSkeletons`] with those.
    pub async fn skeletons(
        &self,
        bodies: &[BodyId],
        missing: Missing,
        progress: &mut Progress<'_>,
    ) -> Result<Vec<(BodyId, Skeleton)>, Error> {
        let read = |body: BodyId, swc: &[u8]| parse(body, swc);
        let Found { skeletons, done, failure } = self.skeletons_read_by(read, bodies, missing, progress).await;
        match failure {
            None => Ok(skeletons),
            Some(error) if skeletons.is_empty() => Err(error),
            Some(error) => {
                let (source, total) = (Box::new(error), bodies.len());
                Err(Error::IncompleteSkeletons { source, done, total, partial: skeletons })
            }
        }
    }

    /// [`Client::skeletons`] for who reads SWC in another way than this crate, into what and with which errors they like.
    /// Each text is read as soon as it has come.
    pub async fn skeletons_read_by<S, E: From<Error>>(
        &self,
        read: impl Fn(BodyId, &[u8]) -> Result<S, E>,
        bodies: &[BodyId],
        missing: Missing,
        progress: &mut Progress<'_>,
    ) -> Found<S, E> {
        let read = &read;
        let asked = bodies.iter().map(|body| async move {
            match self.skeleton_swc(*body, unheard as fn(usize)).await {
                Ok(swc) => read(*body, &swc).map(|skeleton| Some((*body, skeleton))),
                Err(Error::NotFound { .. }) if missing == Missing::Skip => Ok(None),
                Err(error) => Err(error.into()),
            }
        });
        let mut asking = stream::iter(asked).buffered(self.concurrency());
        let mut found = Found { skeletons: Vec::with_capacity(bodies.len()), done: 0, failure: None };
        while let Some(answer) = asking.next().await {
            match answer {
                Ok(skeleton) => found.skeletons.extend(skeleton),
                Err(error) => {
                    found.failure = Some(error);
                    break;
                }
            }
            found.done += 1;
            progress(found.done, bodies.len());
        }
        found
    }
}

/// What [`Client::skeletons_read_by`] has come to.
#[derive(Debug)]
pub struct Found<S, E> {
    /// Whose skeletons there are, in the order of the neurons.
    pub skeletons: Vec<(BodyId, S)>,
    /// For how many neurons there were answers, skipped ones among them.
    pub done: usize,
    /// What ended it before all were answered.
    pub failure: Option<E>,
}

fn parse(body: BodyId, swc: &[u8]) -> Result<Skeleton, Error> {
    Skeleton::parse(swc).map_err(|source| Error::InvalidSkeleton { body: body.get(), source })
}
