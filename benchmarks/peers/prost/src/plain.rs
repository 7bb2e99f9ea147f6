//! What an application has before it writes a message: structs of its own, which own their texts.

use crate::messages;

pub struct Batch {
    id: i64,
    orders: Vec<Order>,
}

pub struct Order {
    id: i64,
    user_id: i64,
    placed_at: u64,
    status: i32,
    currency: String,
    note: String,
    address: Address,
    items: Vec<Item>,
    coupons: Vec<i32>,
    gift: bool,
    digest: Vec<u8>,
}

struct Address {
    name: String,
    street: String,
    city: String,
    postcode: String,
    country: String,
}

struct Item {
    sku: String,
    title: String,
    quantity: i32,
    price: i64,
    weight: f64,
    discount: i32,
}

impl Batch {
    pub fn of(message: messages::Batch) -> Batch {
        Batch { id: message.id, orders: message.orders.into_iter().map(Order::of).collect() }
    }

    pub fn message(&self) -> messages::Batch {
        messages::Batch { id: self.id, orders: self.orders.iter().map(Order::message).collect() }
    }
}

impl Order {
    pub fn of(message: messages::Order) -> Order {
        Order {
            id: message.id,
            user_id: message.user_id,
            placed_at: message.placed_at,
            status: message.status,
            currency: message.currency,
            note: message.note,
            address: Address::of(message.address.expect("an address")),
            items: message.items.into_iter().map(Item::of).collect(),
            coupons: message.coupons,
            gift: message.gift,
            digest: message.digest,
        }
    }

    pub fn message(&self) -> messages::Order {
        messages::Order {
            id: self.id,
            user_id: self.user_id,
            placed_at: self.placed_at,
            status: self.status,
            currency: self.currency.clone(),
            note: self.note.clone(),
            address: Some(self.address.message()),
            items: self.items.iter().map(Item::message).collect(),
            coupons: self.coupons.clone(),
            gift: self.gift,
            digest: self.digest.clone(),
        }
    }
}

impl Address {
    fn of(message: messages::Address) -> Address {
        Address {
            name: message.name,
            street: message.street,
            city: message.city,
            postcode: message.postcode,
            country: message.country,
        }
    }

    fn message(&self) -> messages::Address {
        messages::Address {
            name: self.name.clone(),
            street: self.street.clone(),
            city: self.city.clone(),
            postcode: self.postcode.clone(),
            country: self.country.clone(),
        }
    }
}

impl Item {
    fn of(message: messages::Item) -> Item {
        Item {
            sku: message.sku,
            title: message.title,
            quantity: message.quantity,
            price: message.price,
            weight: message.weight,
            discount: message.discount,
        }
    }

    fn message(&self) -> messages::Item {
        messages::Item {
            sku: self.sku.clone(),
            title: self.title.clone(),
            quantity: self.quantity,
            price: self.price,
            weight: self.weight,
            discount: self.discount,
        }
    }
}
