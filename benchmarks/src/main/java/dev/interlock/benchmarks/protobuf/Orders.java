package dev.interlock.benchmarks.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates orders. The same seed gives the same orders. Texts are ASCII, as in most shops. Therefore each character is
 * one byte, and every library has the same task.
 */
final class Orders {
    static final String[] CURRENCIES = {"EUR", "USD", "GBP", "CHF", "SEK"};

    private static final String[] WORDS = {
        "blue", "wooden", "chair", "cup", "lamp", "oak", "table", "small", "garden", "soft", "wall", "clock", "steel",
        "bowl", "linen", "towel", "round", "shelf", "travel", "bag"
    };
    private static final String[] NAMES = {
        "Ada Lovelace", "Alan Turing", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov"
    };
    private static final String[] STREETS = {"Station Road", "High Street", "Mill Lane", "Church Walk", "Kings Avenue"};
    private static final String[] CITIES = {"Leeds", "Bremen", "Uppsala", "Geneva", "Springfield"};
    private static final String[] COUNTRIES = {"GB", "DE", "SE", "CH", "US"};
    private static final long MILLISECONDS_IN_2026 = 1_767_225_600_000L;
    private static final int DIGEST = 16;

    private final Random random;

    Orders(long seed) {
        random = new Random(seed);
    }

    Order order(int items) {
        return new Order(this, items);
    }

    /** Returns orders of 1 to 20 items. */
    Batch batch(int orders) {
        List<Order> all = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            all.add(order(1 + below(20)));
        }
        return new Batch(number(40), all);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns a number of at most this many bits, so that the lengths of varints differ. */
    long number(int bits) {
        return random.nextLong() >>> (Long.SIZE - bits + random.nextInt(8));
    }

    long time() {
        return MILLISECONDS_IN_2026 + random.nextInt(Integer.MAX_VALUE);
    }

    String pick(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    String note() {
        return words(4 + below(6));
    }

    private String words(int count) {
        StringBuilder words = new StringBuilder(pick(WORDS));
        for (int i = 1; i < count; i++) {
            words.append(' ').append(pick(WORDS));
        }
        return words.toString();
    }

    Address address() {
        String street = (1 + below(200)) + " " + pick(STREETS);
        return new Address(
                pick(NAMES), street, pick(CITIES), Integer.toString(10_000 + below(90_000)), pick(COUNTRIES));
    }

    List<Item> items(int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item());
        }
        return items;
    }

    private Item item() {
        String sku = "SKU-" + (10_000 + below(990_000));
        return new Item(sku, words(2 + below(3)), 1 + below(9), number(17), below(5_000) / 1e3, below(20) - 5);
    }

    int[] coupons() {
        int[] coupons = new int[below(4)];
        for (int i = 0; i < coupons.length; i++) {
            coupons[i] = below(1 << 20);
        }
        return coupons;
    }

    byte[] digest() {
        byte[] digest = new byte[DIGEST];
        random.nextBytes(digest);
        return digest;
    }
}
