//! Work shared between threads, with answers in the order of the questions.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Does `work` on each item in `jobs` threads and gives the answers to `take` in the order of the items, on this
/// thread. Only a few items for each job are under way at a time, so that neither a slow `take` nor a slow item lets
/// answers pile up. Ends early where `take` fails.
pub fn ordered<I, O, E>(
    jobs: usize,
    items: impl Iterator<Item = I> + Send + 'static,
    work: impl Fn(I) -> O + Send + Sync + 'static,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send + 'static,
    O: Send + 'static,
{
    let ahead = jobs * 4;
    let (order, answers) = sync_channel::<Receiver<O>>(ahead);
    let (queue, tasks) = sync_channel::<(I, SyncSender<O>)>(ahead);
    let (tasks, work) = (Arc::new(Mutex::new(tasks)), Arc::new(work));
    for _ in 0..jobs {
        let (tasks, work) = (Arc::clone(&tasks), Arc::clone(&work));
        thread::spawn(move || {
            while let Some((item, answer)) = next(&tasks) {
                // Nobody waits for the answer any more once `take` has failed.
                let _ = answer.send(work(item));
            }
        });
    }
    drop(tasks);
    let reader = thread::spawn(move || {
        for item in items {
            let (answer, waiting) = sync_channel(1);
            if order.send(waiting).is_err() || queue.send((item, answer)).is_err() {
                return;
            }
        }
    });
    for answer in answers {
        // A worker that panics drops its answer: that is a bug, and going on would hide a gap.
        take(answer.recv().expect("every item has an answer"))?;
    }
    reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    Ok(())
}

/// The next task. The lock is held while waiting: the others wait for the lock instead of the channel.
fn next<T>(tasks: &Mutex<Receiver<T>>) -> Option<T> {
    tasks.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::ordered;
    use std::time::Duration;

    #[test]
    fn answers_keep_the_order_of_the_items() {
        let mut taken = Vec::new();
        let slow_first = |i: u64| {
            std::thread::sleep(Duration::from_millis(if i.is_multiple_of(7) { 5 } else { 0 }));
            i * 2
        };
        ordered(3, 0..100, slow_first, |answer| {
            taken.push(answer);
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!(taken, (0..100).map(|i| i * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failure_ends_it_even_on_an_endless_source() {
        assert_eq!(ordered(2, 0.., |i: u64| i, |i| if i < 10 { Ok(()) } else { Err(i) }), Err(10));
    }

    #[test]
    #[should_panic(expected = "every item has an answer")]
    fn a_panic_at_work_is_not_passed_over() {
        let _ = ordered(2, 0..10, |i: u64| assert!(i != 5), |()| Ok::<(), ()>(()));
    }
}
