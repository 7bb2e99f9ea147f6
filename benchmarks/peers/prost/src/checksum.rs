//! A number that depends on every field, every byte of text and their order, so that no library can skip reading parsed
//! values. The Java class `Checksum` computes the same number.

use crate::messages::{Address, Batch, BatchHead, Item, Order, OrderHead};

fn mix(sum: u64, value: u64) -> u64 {
    sum.rotate_left(5) ^ value
}

fn bytes(sum: u64, bytes: &[u8]) -> u64 {
    let own = bytes.iter().fold(bytes.len() as u64, |own, &byte| mix(own, byte as u64));
    mix(sum, own)
}

fn text(sum: u64, text: &str) -> u64 {
    bytes(sum, text.as_bytes())
}

pub fn batch(batch: &Batch) -> u64 {
    batch.orders.iter().fold(mix(0, batch.id as u64), order)
}

pub fn order(sum: u64, order: &Order) -> u64 {
    let mut sum = mix(sum, order.id as u64);
    sum = mix(sum, order.user_id as u64);
    sum = mix(sum, order.placed_at);
    sum = mix(sum, order.status as u64);
    sum = text(sum, &order.currency);
    sum = text(sum, &order.note);
    if let Some(there) = &order.address {
        sum = address(sum, there);
    }
    sum = order.items.iter().fold(sum, item);
    sum = order.coupons.iter().fold(sum, |sum, &coupon| mix(sum, coupon as u64));
    sum = mix(sum, order.gift as u64);
    bytes(sum, &order.digest)
}

fn address(sum: u64, address: &Address) -> u64 {
    let mut sum = text(sum, &address.name);
    sum = text(sum, &address.street);
    sum = text(sum, &address.city);
    sum = text(sum, &address.postcode);
    text(sum, &address.country)
}

fn item(sum: u64, item: &Item) -> u64 {
    let mut sum = text(sum, &item.sku);
    sum = text(sum, &item.title);
    sum = mix(sum, item.quantity as u64);
    sum = mix(sum, item.price as u64);
    sum = mix(sum, item.weight.to_bits());
    mix(sum, item.discount as u64)
}

/// Two fields of a completely parsed message.
pub fn two_of_batch(batch: &Batch) -> u64 {
    batch.orders.iter().fold(0, two_of_order)
}

pub fn two_of_order(sum: u64, order: &Order) -> u64 {
    text(mix(sum, order.user_id as u64), &order.currency)
}

/// Two fields of a message that declares only these fields.
pub fn batch_head(batch: &BatchHead) -> u64 {
    batch.orders.iter().fold(0, order_head)
}

pub fn order_head(sum: u64, order: &OrderHead) -> u64 {
    text(mix(sum, order.user_id as u64), &order.currency)
}
