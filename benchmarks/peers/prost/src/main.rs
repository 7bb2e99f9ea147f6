//! The peer of `benchmarks/run protobuf`: prost on the same messages, with the same work on the parsed values.
//!
//! `prost-peer check SHAPE MESSAGES OUT` prints three checksums for each message: of all fields, of two fields, and of two
//! fields with a message type that declares only these. It writes the messages to OUT in the format of MESSAGES: the length
//! of each message, in four bytes, precedes it.
//! `prost-peer time SHAPE MESSAGES OPERATION ITERATIONS MILLISECONDS` prints the nanoseconds per message of the fastest
//! iteration. MILLISECONDS is the length of an iteration. The warm-up takes as long as all iterations.

mod checksum;
mod messages;
mod plain;

use prost::Message;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The differences between an order and a batch of orders.
trait Shape {
    type Whole: Message + Default;
    type Head: Message + Default;
    type Plain;

    fn all(message: &Self::Whole) -> u64;
    fn two(message: &Self::Whole) -> u64;
    fn head(message: &Self::Head) -> u64;
    fn plain(message: Self::Whole) -> Self::Plain;
    fn fill(message: &mut Self::Whole, plain: &Self::Plain);
}

struct OneOrder;

impl Shape for OneOrder {
    type Whole = messages::Order;
    type Head = messages::OrderHead;
    type Plain = plain::Order;

    fn all(message: &Self::Whole) -> u64 {
        checksum::order(0, message)
    }

    fn two(message: &Self::Whole) -> u64 {
        checksum::two_of_order(0, message)
    }

    fn head(message: &Self::Head) -> u64 {
        checksum::order_head(0, message)
    }

    fn plain(message: Self::Whole) -> Self::Plain {
        plain::Order::of(message)
    }

    fn fill(message: &mut Self::Whole, plain: &Self::Plain) {
        plain.fill(message);
    }
}

struct OneBatch;

impl Shape for OneBatch {
    type Whole = messages::Batch;
    type Head = messages::BatchHead;
    type Plain = plain::Batch;

    fn all(message: &Self::Whole) -> u64 {
        checksum::batch(message)
    }

    fn two(message: &Self::Whole) -> u64 {
        checksum::two_of_batch(message)
    }

    fn head(message: &Self::Head) -> u64 {
        checksum::batch_head(message)
    }

    fn plain(message: Self::Whole) -> Self::Plain {
        plain::Batch::of(message)
    }

    fn fill(message: &mut Self::Whole, plain: &Self::Plain) {
        plain.fill(message);
    }
}

/// Parses into a new message.
fn parse<M: Message + Default>(bytes: &[u8]) -> M {
    M::decode(bytes).expect("a valid message")
}

fn encode<M: Message>(message: &M, into: &mut Vec<u8>) {
    into.clear();
    message.encode(into).expect("room in a vector");
}

fn read_messages(file: &str) -> Vec<Vec<u8>> {
    let content = fs::read(file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut messages = Vec::new();
    let mut rest = &content[..];
    while !rest.is_empty() {
        let (length, behind) = rest.split_at(4);
        let length = u32::from_be_bytes(length.try_into().expect("four bytes")) as usize;
        messages.push(behind[..length].to_vec());
        rest = &behind[length..];
    }
    messages
}

fn check<S: Shape>(messages: &[Vec<u8>], out: &str) {
    let mut written = Vec::new();
    let mut buffer = Vec::new();
    let mut filled = S::Whole::default();
    for bytes in messages {
        let whole: S::Whole = parse(bytes);
        println!("{} {} {}", S::all(&whole), S::two(&whole), S::head(&parse(bytes)));
        S::fill(&mut filled, &S::plain(whole));
        encode(&filled, &mut buffer);
        written.extend_from_slice(&(buffer.len() as u32).to_be_bytes());
        written.extend_from_slice(&buffer);
    }
    fs::write(out, written).unwrap_or_else(|error| panic!("{out}: {error}"));
}

/// Length and number of the iterations.
struct Timing {
    iterations: u32,
    iteration: Duration,
}

impl Timing {
    fn measure<T>(&self, messages: &[T], mut one: impl FnMut(&T) -> u64) -> f64 {
        time_passes(messages, self.iterations * self.iteration, &mut one);
        (0..self.iterations).map(|_| time_passes(messages, self.iteration, &mut one)).fold(f64::INFINITY, f64::min)
    }
}

/// Nanoseconds per message, for as many passes over all messages as fit into the time.
fn time_passes<T>(messages: &[T], duration: Duration, one: &mut impl FnMut(&T) -> u64) -> f64 {
    let start = Instant::now();
    let mut passes = 0;
    while passes == 0 || start.elapsed() < duration {
        for message in messages {
            black_box(one(black_box(message)));
        }
        passes += 1;
    }
    start.elapsed().as_nanos() as f64 / (passes * messages.len()) as f64
}

/// Parses into a reused message and reads it. `clear` keeps the memory of the message's own texts and vectors.
fn reading<M: Message + Default>(read: impl Fn(&M) -> u64) -> impl FnMut(&Vec<u8>) -> u64 {
    let mut message = M::default();
    move |bytes| {
        message.clear();
        message.merge(&bytes[..]).expect("a valid message");
        read(&message)
    }
}

fn time<S: Shape>(messages: &[Vec<u8>], operation: &str, timing: &Timing) -> f64 {
    let mut buffer = Vec::new();
    let mut encode = |message: &S::Whole| {
        encode(message, &mut buffer);
        buffer.len() as u64
    };
    match operation {
        "READ_ALL" => timing.measure(messages, reading(S::all)),
        "READ_TWO" => timing.measure(messages, reading(S::two)),
        "READ_HEAD" => timing.measure(messages, reading(S::head)),
        "WRITE" => {
            let plain: Vec<_> = messages.iter().map(|bytes| S::plain(parse(bytes))).collect();
            let mut message = S::Whole::default();
            timing.measure(&plain, |plain| {
                S::fill(&mut message, plain);
                encode(&message)
            })
        }
        "ENCODE" => {
            let built: Vec<_> = messages.iter().map(|bytes| parse(bytes)).collect();
            timing.measure(&built, encode)
        }
        _ => panic!("unknown operation {operation}"),
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["check", "ORDER", messages, out] => check::<OneOrder>(&read_messages(messages), out),
        ["check", "BATCH", messages, out] => check::<OneBatch>(&read_messages(messages), out),
        ["time", shape, messages, operation, iterations, milliseconds] => {
            let messages = read_messages(messages);
            let timing = Timing {
                iterations: iterations.parse().expect("a number of iterations"),
                iteration: Duration::from_millis(milliseconds.parse().expect("milliseconds")),
            };
            let nanoseconds = match shape {
                "ORDER" => time::<OneOrder>(&messages, operation, &timing),
                "BATCH" => time::<OneBatch>(&messages, operation, &timing),
                _ => panic!("unknown shape {shape}"),
            };
            println!("{nanoseconds:.2}");
        }
        _ => panic!("usage: prost-peer check SHAPE MESSAGES OUT | time SHAPE MESSAGES OPERATION ITERATIONS MILLISECONDS"),
    }
}
