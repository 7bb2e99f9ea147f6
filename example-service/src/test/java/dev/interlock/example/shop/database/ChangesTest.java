package dev.interlock.example.shop.database;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures while a replica follows changes. */
@Timeout(60)
final class ChangesTest {
    private final TestDatabase tested = TestDatabase.empty();

    @AfterEach
    void stop() {
        tested.close();
    }

    private Database open() {
        return Database.open(DatabaseUrl.parse(tested.url()), 2);
    }

    /** Listener of products that fails once. */
    private static class Failing implements Changes.Listener {
        final CountDownLatch resets = new CountDownLatch(2);
        final CountDownLatch changes = new CountDownLatch(2);

        @Override
        public String table() {
            return "product";
        }

        @Override
        public void changed(List<Long> ids) {
            changes.countDown();
            if (changes.getCount() > 0) {
                throw new StackOverflowError("on purpose");
            }
        }

        @Override
        public void reset() {
            resets.countDown();
        }
    }

    private void change() {
        tested.execute("update products set stock = stock + 1 where id = 1");
    }

    @Test
    void readsEverythingAfterAnError() throws Exception {
        Failing listener = new Failing();
        try (Database database = open()) {
            tested.execute("insert into products (id, sku, name, category, price, stock, tags) "
                    + "values (1, 'a', 'a', 'BOOKS', 1, 1, '{}')");
            Changes changes = Changes.follow(database, listener);
            try {
                change();
                assertThat(listener.resets.await(30, TimeUnit.SECONDS)).isTrue();
                change();
                assertThat(listener.changes.await(30, TimeUnit.SECONDS)).isTrue();
            } finally {
                changes.close();
            }
        }
    }

    @Test
    void errorOfAListenerEndsStart() {
        Failing listener = new Failing() {
            @Override
            public void reset() {
                throw new StackOverflowError("on purpose");
            }
        };
        try (Database database = open()) {
            DatabaseException failure = assertThrows(DatabaseException.class, () -> Changes.follow(database, listener));
            assertThat(failure).hasMessageThat().contains("cannot be read: on purpose");
        }
    }

    /** A proxy or a stopped machine accepts connections, but nobody answers. */
    @Test
    void silentDatabaseIsReported() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            DatabaseUrl url = DatabaseUrl.parse(
                    "postgres://shop:secret@127.0.0.1:" + silent.getLocalPort() + "/shop?sslmode=disable");
            DatabaseException failure = assertThrows(DatabaseException.class, () -> Database.open(url, 1));
            assertThat(failure).hasMessageThat().contains("cannot be used");
        }
    }
}
