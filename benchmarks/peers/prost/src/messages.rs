//! The messages of `src/main/proto/orders.proto`, as prost's generator writes them: `string` is an owned `String`, whose
//! UTF-8 is checked when it is read; `bytes` is an owned `Vec<u8>`; an enum is its number.

use prost::Message;

#[derive(Clone, PartialEq, Message)]
pub struct Batch {
    #[prost(int64, tag = "1")]
    pub id: i64,
    #[prost(message, repeated, tag = "2")]
    pub orders: Vec<Order>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Order {
    #[prost(int64, tag = "1")]
    pub id: i64,
    #[prost(int64, tag = "2")]
    pub user_id: i64,
    #[prost(fixed64, tag = "3")]
    pub placed_at: u64,
    #[prost(enumeration = "Status", tag = "4")]
    pub status: i32,
    #[prost(string, tag = "5")]
    pub currency: String,
    #[prost(string, tag = "6")]
    pub note: String,
    #[prost(message, optional, tag = "7")]
    pub address: Option<Address>,
    #[prost(message, repeated, tag = "8")]
    pub items: Vec<Item>,
    #[prost(int32, repeated, tag = "9")]
    pub coupons: Vec<i32>,
    #[prost(bool, tag = "10")]
    pub gift: bool,
    #[prost(bytes = "vec", tag = "11")]
    pub digest: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
pub enum Status {
    Unspecified = 0,
    Placed = 1,
    Paid = 2,
    Sent = 3,
}

#[derive(Clone, PartialEq, Message)]
pub struct Address {
    #[prost(string, tag = "1")]
    pub name: String,
    #[prost(string, tag = "2")]
    pub street: String,
    #[prost(string, tag = "3")]
    pub city: String,
    #[prost(string, tag = "4")]
    pub postcode: String,
    #[prost(string, tag = "5")]
    pub country: String,
}

#[derive(Clone, PartialEq, Message)]
pub struct Item {
    #[prost(string, tag = "1")]
    pub sku: String,
    #[prost(string, tag = "2")]
    pub title: String,
    #[prost(int32, tag = "3")]
    pub quantity: i32,
    #[prost(int64, tag = "4")]
    pub price: i64,
    #[prost(double, tag = "5")]
    pub weight: f64,
    #[prost(sint32, tag = "6")]
    pub discount: i32,
}

#[derive(Clone, PartialEq, Message)]
pub struct BatchHead {
    #[prost(message, repeated, tag = "2")]
    pub orders: Vec<OrderHead>,
}

#[derive(Clone, PartialEq, Message)]
pub struct OrderHead {
    #[prost(int64, tag = "2")]
    pub user_id: i64,
    #[prost(string, tag = "5")]
    pub currency: String,
}
