package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Order.Address;
import dev.interlock.benchmarks.protobuf.Order.Batch;
import dev.interlock.benchmarks.protobuf.Order.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Generates orders. The same seed gives the same orders. Texts are ASCII, as in most shops. Each character is therefore
 * one byte in every library.
 */
final class Orders {
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF", "SEK");
    private static final List<String> WORDS = List.of(
            ("blue wooden chair cup lamp oak table small garden soft wall clock steel bowl linen towel round shelf travel"
                            + " bag")
                    .split(" "));
    private static final List<String> NAMES =
            List.of("Ada Lovelace", "Alan Turing", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov");
    private static final List<String> STREETS =
            List.of("Station Road", "High Street", "Mill Lane", "Church Walk", "Kings Avenue");
    private static final List<String> CITIES = List.of("Leeds", "Bremen", "Uppsala", "Geneva", "Springfield");
    private static final List<String> COUNTRIES = List.of("GB", "DE", "SE", "CH", "US");
    private static final long MILLISECONDS_IN_2026 = 1_767_225_600_000L;
    private static final int DIGEST = 16;

    private final Random random;

    Orders(long seed) {
        random = new Random(seed);
    }

    /** Returns orders of 1 to 20 items. */
    Batch batch(int orders) {
        List<Order> all =
                Stream.generate(() -> order(1 + below(20))).limit(orders).toList();
        return new Batch(number(40), all);
    }

    Order order(int items) {
        return new Order(
                number(40),
                number(28),
                MILLISECONDS_IN_2026 + random.nextInt(Integer.MAX_VALUE),
                below(4),
                pick(CURRENCIES),
                words(4 + below(6)),
                address(),
                // An array list, because most applications use this class.
                Stream.generate(this::item).limit(items).collect(Collectors.toCollection(ArrayList::new)),
                random.ints(below(4), 0, 1 << 20).toArray(),
                below(2) == 1,
                digest());
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns a number of at most this many bits, so that the lengths of varints differ. */
    private long number(int bits) {
        return random.nextLong() >>> (Long.SIZE - bits + random.nextInt(8));
    }

    private String pick(List<String> texts) {
        return texts.get(below(texts.size()));
    }

    private String words(int count) {
        return Stream.generate(() -> pick(WORDS)).limit(count).collect(Collectors.joining(" "));
    }

    private Address address() {
        String street = (1 + below(200)) + " " + pick(STREETS);
        return new Address(
                pick(NAMES), street, pick(CITIES), Integer.toString(10_000 + below(90_000)), pick(COUNTRIES));
    }

    private Item item() {
        String sku = "SKU-" + (10_000 + below(990_000));
        return new Item(sku, words(2 + below(3)), 1 + below(9), number(17), below(5_000) / 1e3, below(20) - 5);
    }

    private byte[] digest() {
        byte[] digest = new byte[DIGEST];
        random.nextBytes(digest);
        return digest;
    }
}
