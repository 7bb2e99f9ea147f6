package dev.interlock.benchmarks.migration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client behind HAProxy during the roll-outs. It sends short requests at a high rate, so that the canary has its
 * sample soon, and repeats an order without a response with the same key. Each failed attempt counts. Not thread-safe.
 */
final class Visitor implements Runnable {
    private static final String JSON = "Accept: application/json, */*;q=0.5\r\n";
    private static final String MESSAGE = "Content-Type: application/x-protobuf\r\nAccept: application/json\r\n";
    private static final byte[] NONE = {};
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int ATTEMPTS = 100;
    private static final int THOUSAND = 1000;
    private static final int PRODUCTS = 3;
    /** One line with one unit of product 5, as protobuf. The note follows. */
    private static final byte[] LINE = {0x0a, 4, 8, 5, 0x10, 1};
    /** Tag of the note, and its length: that of a UUID. */
    private static final byte[] NOTE = {0x12, 36};

    private final ShopConnection connection;
    private final String authorization;
    private final Pace pace;
    private final Random random;
    private final Tally tally;
    private final Ledger ledger;
    private String lastOrder;

    /** @param order path of an order of the token's account */
    Visitor(ShopConnection connection, String token, String order, Pace pace, long seed, Tally tally, Ledger ledger) {
        this.connection = connection;
        this.authorization = "Authorization: Bearer " + token + "\r\n";
        this.pace = pace;
        this.tally = tally;
        this.ledger = ledger;
        random = new Random(seed);
        lastOrder = order;
    }

    /** Sends requests until the thread is interrupted. */
    @Override
    public void run() {
        pace.await();
        while (!Thread.currentThread().isInterrupted()) {
            next(random.nextInt(THOUSAND));
            pace.await();
        }
    }

    private void next(int chance) {
        String product = "/v1/catalog/products/" + (1 + random.nextInt(PRODUCTS));
        if (chance < THOUSAND * Plan.FAILING_ROUTE) {
            get(lastOrder + "/status", authorization);
        } else if (chance < 268) {
            cart();
        } else if (chance < 288) {
            order();
        } else if (chance < 440) {
            Reply reply = get(product, "");
            if (reply != null && reply.status() == OK && reply.header("etag").isEmpty()) {
                tally.fail("a product without ETag");
            }
        } else if (chance < 640) {
            get(product + "/price?quantity=2", "");
        } else if (chance < 840) {
            get(product + "/stock", "");
        } else {
            get("/v1/catalog/categories", "");
        }
    }

    private @Nullable Reply get(String target, String fields) {
        return attempt("GET", target, JSON + fields, NONE, OK);
    }

    /** Sends a request. Returns null without a response with the expected status. */
    private @Nullable Reply attempt(String method, String target, String fields, byte[] body, int expected) {
        tally.request();
        try {
            Reply reply = connection.send(method, target, fields, body);
            // A later build may respond with another success, as the good one does to DELETE.
            if (reply.status() == expected || (expected == NO_CONTENT && reply.status() == OK)) {
                return reply;
            }
            tally.fail(method + " " + Tally.template(target) + " " + reply.status());
        } catch (IOException e) {
            tally.fail("no response to " + method + " " + Tally.template(target));
        }
        return null;
    }

    /** Opens a cart, and discards it, because the shop keeps only some for each user. */
    private void cart() {
        Reply reply = attempt("POST", "/v1/carts", JSON + authorization, NONE, CREATED);
        if (reply != null) {
            attempt("DELETE", reply.header("location"), JSON + authorization, NONE, NO_CONTENT);
        }
    }

    /** Places an order. Repeats it with its key until the shop confirms it. */
    private void order() {
        String key = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(LINE);
        body.writeBytes(NOTE);
        body.writeBytes(ShopConnection.bytes(key));
        String fields = MESSAGE + authorization + "Idempotency-Key: " + key + "\r\n";
        ledger.ask(key);
        for (int i = 0; i < ATTEMPTS; i++) {
            Reply reply = attempt("POST", "/v1/orders", fields, body.toByteArray(), CREATED);
            if (reply != null) {
                lastOrder = "/v1/orders/" + reply.member("id");
                ledger.tell(key, Long.parseLong(reply.member("id")));
                return;
            }
            pace.await();
        }
    }
}
