//! An application's structs before it writes a message. They own their texts.

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

    /// Fills a reused message.
    pub fn fill(&self, message: &mut messages::Batch) {
        message.id = self.id;
        message.orders.resize_with(self.orders.len(), Default::default);
        for (order, into) in self.orders.iter().zip(&mut message.orders) {
            order.fill(into);
        }
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

    /// Fills a reused message.
    pub fn fill(&self, message: &mut messages::Order) {
        message.id = self.id;
        message.user_id = self.user_id;
        message.placed_at = self.placed_at;
        message.status = self.status;
        message.currency.clone_from(&self.currency);
        message.note.clone_from(&self.note);
        self.address.fill(message.address.get_or_insert_with(Default::default));
        message.items.resize_with(self.items.len(), Default::default);
        for (item, into) in self.items.iter().zip(&mut message.items) {
            item.fill(into);
        }
        message.coupons.clone_from(&self.coupons);
        message.gift = self.gift;
        message.digest.clone_from(&self.digest);
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

    fn fill(&self, message: &mut messages::Address) {
        message.name.clone_from(&self.name);
        message.street.clone_from(&self.street);
        message.city.clone_from(&self.city);
        message.postcode.clone_from(&self.postcode);
        message.country.clone_from(&self.country);
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

    fn fill(&self, message: &mut messages::Item) {
        message.sku.clone_from(&self.sku);
        message.title.clone_from(&self.title);
        message.quantity = self.quantity;
        message.price = self.price;
        message.weight = self.weight;
        message.discount = self.discount;
    }
}
