package dev.interlock.benchmarks.migration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The clients behind HAProxy, each with a thread and a connection. */
final class Load implements AutoCloseable {
    /** Each has an account of its own, because the shop changes the carts of a user one after the other. */
    private static final int CLIENTS = 32;

    private static final byte[] ORDER = ShopConnection.bytes("{\"lines\":[{\"productId\":\"5\",\"quantity\":1}]}");

    private final Tally tally = new Tally();
    private final List<Thread> threads = new ArrayList<>();
    private final List<ShopConnection> connections = new ArrayList<>();

    private Load() {}

    /** A signed-in account, and the path of one of its orders. */
    record Account(String token, String order) {}

    /** Signs in with all accounts. Their tokens are valid for 15 minutes, at all servers of the same database. */
    static List<Account> signIn(int port) throws IOException {
        List<Account> accounts = new ArrayList<>();
        try (ShopConnection connection = new ShopConnection(port)) {
            for (int i = 1; i <= CLIENTS; i++) {
                String token = Customer.signIn(connection, Customer.email(i));
                String fields = "Authorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nAccept: application/json\r\n";
                Reply order = connection.send("POST", "/v1/orders", fields, ORDER);
                if (order.status() != 201) {
                    throw new IOException("The first order got " + order.status() + " " + order.text());
                }
                accounts.add(new Account(token, order.header("location")));
            }
        }
        return accounts;
    }

    /**
     * Starts clients.
     *
     * @param rate requests in a second, of all clients together
     */
    static Load start(int port, double rate, List<Account> accounts, Ledger ledger) {
        Load load = new Load();
        for (int i = 0; i < CLIENTS; i++) {
            ShopConnection connection = new ShopConnection(port);
            Account account = accounts.get(i % accounts.size());
            Pace pace = new Pace(rate / CLIENTS, i / (double) CLIENTS);
            Visitor visitor = new Visitor(connection, account.token(), account.order(), pace, i, load.tally, ledger);
            Thread thread = new Thread(visitor, "client-" + i);
            load.connections.add(connection);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    Tally tally() {
        return tally;
    }

    /** Lets the clients finish their last requests. */
    @Override
    public void close() throws IOException {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (ShopConnection connection : connections) {
            connection.close();
        }
    }
}
