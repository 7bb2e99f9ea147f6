package dev.interlock.benchmarks.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A customer of the old build, whose traffic is recorded: it signs in, reads, fills carts, orders, pays, makes mistakes
 * and signs out. It reads no numbers that other customers change, such as the stock of what they buy: these would
 * differ between any two instances. Not thread-safe.
 */
final class Customer {
    static final String PASSWORD = "correct horse";
    private static final String JSON = "Accept: application/json, */*;q=0.5\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String JSON_BODY = "Content-Type: application/json\r\n";
    private static final byte[] NONE = {};
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int BUSY = 503;
    private static final int ATTEMPTS = 5;
    /** Products whose stock stays the same. */
    private static final int READ_PRODUCTS = 3;
    /** The product that customers buy. */
    private static final int BOUGHT = 5;

    private final ShopConnection connection;
    private final String email;
    private final Pace pace;
    private final Random random;
    private final Tally tally;
    private String authorization = "";
    private int left;

    Customer(ShopConnection connection, int number, Pace pace, Tally tally) {
        this.connection = connection;
        this.email = email(number);
        this.pace = pace;
        this.tally = tally;
        random = new Random(number);
    }

    static String email(int number) {
        return "shopper" + number + "@example.com";
    }

    /** Signs in, sends a number of requests, and signs out. */
    void visit(int requests) throws IOException {
        left = requests;
        authorization = "Authorization: Bearer " + signIn(connection, email) + "\r\n";
        send(OK, "GET", "/v1/auth/session", "", NONE);
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> browse();
                case 3, 4, 5 -> fillCart();
                case 6, 7, 8 -> order();
                default -> mistake();
            }
        }
        send(0, "POST", "/v1/auth/logout", "", NONE);
        authorization = "";
    }

    /** Signs in, and returns the token. Tries again if the shop is busy, as its response allows. */
    static String signIn(ShopConnection connection, String email) throws IOException {
        String form = "email=" + URLEncoder.encode(email, UTF_8) + "&password=" + URLEncoder.encode(PASSWORD, UTF_8);
        Reply reply = connection.send("POST", "/v1/auth/login", FORM + JSON, ShopConnection.bytes(form));
        for (int i = 0; i < ATTEMPTS && reply.status() == BUSY; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            reply = connection.send("POST", "/v1/auth/login", FORM + JSON, ShopConnection.bytes(form));
        }
        if (reply.status() != OK) {
            throw new IOException("The log-in of " + email + " got " + reply.status() + " " + reply.text());
        }
        return reply.member("accessToken");
    }

    /** Sends a request when it is due. The expected status 0 stands for any success. */
    private Reply send(int expected, String method, String target, String fields, byte[] body) throws IOException {
        pace.await();
        left--;
        tally.request();
        Reply reply = connection.send(method, target, JSON + authorization + fields, body);
        if (expected == 0 ? reply.status() >= 300 : reply.status() != expected) {
            tally.fail(method + " " + Tally.template(target) + " got " + reply.status());
        }
        return reply;
    }

    private void browse() throws IOException {
        int product = 1 + random.nextInt(READ_PRODUCTS);
        String path = "/v1/catalog/products/" + product;
        send(OK, "GET", "/v1/catalog/categories", "", NONE);
        send(OK, "GET", "/v1/catalog/products?category=BOOKS", "", NONE);
        String tag = send(OK, "GET", path, "", NONE).header("etag");
        send(304, "GET", path, "If-None-Match: " + tag + "\r\n", NONE);
        send(OK, "GET", path + "/price?quantity=" + (1 + random.nextInt(9)), "", NONE);
        send(OK, "GET", path + "/stock", "", NONE);
        send(OK, "GET", path + "/reviews", "", NONE);
        send(OK, "GET", "/v1/catalog/search?q=lever", "", NONE);
    }

    private void fillCart() throws IOException {
        String cart = send(CREATED, "POST", "/v1/carts", "", NONE).header("location");
        send(OK, "PUT", cart + "/items/" + BOUGHT + "?quantity=" + (1 + random.nextInt(5)), "", NONE);
        send(OK, "GET", cart + "/total", "", NONE);
        if (random.nextBoolean()) {
            send(0, "DELETE", cart, "", NONE);
        } else {
            String order = send(CREATED, "POST", cart + ":checkout?note=by+cart", key(), NONE)
                    .header("location");
            send(OK, "GET", order, "", NONE);
        }
    }

    private static String key() {
        return "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
    }

    private void order() throws IOException {
        String body = "{\"lines\":[{\"productId\":\"" + BOUGHT + "\",\"quantity\":" + (1 + random.nextInt(4))
                + "}],\"note\":\"at the back door\"}";
        Reply placed = send(CREATED, "POST", "/v1/orders", JSON_BODY + key(), ShopConnection.bytes(body));
        String order = placed.header("location");
        send(OK, "GET", order, "", NONE);
        send(OK, "GET", order + "/lines", "", NONE);
        send(OK, "GET", order + "/status", "", NONE);
        switch (random.nextInt(3)) {
            case 0 -> pay(placed, order);
            case 1 -> send(OK, "POST", order + ":cancel", "", NONE);
            default -> send(OK, "GET", "/v1/orders?limit=5", "", NONE);
        }
        send(OK, "GET", order + "/status", "", NONE);
    }

    private void pay(Reply placed, String order) throws IOException {
        String id = order.substring(order.lastIndexOf('/') + 1);
        String body = "{\"orderId\":\"" + id + "\",\"amount\":\"" + placed.member("total") + "\"}";
        String payment = send(CREATED, "POST", "/v1/payments", JSON_BODY + key(), ShopConnection.bytes(body))
                .header("location");
        send(OK, "GET", payment, "", NONE);
        send(OK, "POST", payment + ":capture", "", NONE);
    }

    private void mistake() throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> send(404, "GET", "/v1/catalog/products/4711", "", NONE);
            case 1 -> send(400, "GET", "/v1/catalog/products/1/price?quantity=0", "", NONE);
            default -> send(404, "GET", "/v1/orders/987654321/status", "", NONE);
        }
    }
}
