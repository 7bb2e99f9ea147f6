package dev.interlock.example.shop.database;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.Unavailable;
import dev.interlock.example.shop.testing.TestDatabase;
import dev.interlock.example.shop.testing.Together;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DatabaseTest {
    private final TestDatabase tested = TestDatabase.empty();

    @AfterEach
    void stop() {
        tested.close();
    }

    private Database open(int poolSize) {
        return Database.open(DatabaseUrl.parse(tested.url()), poolSize);
    }

    /** One of several processes migrates the schema, and the others wait for it. */
    @Test
    void processesMigrateOneAfterTheOther() throws Exception {
        tested.execute("drop schema " + tested.schema() + " cascade");
        tested.execute("create schema " + tested.schema());

        Together.call(3, 3, i -> {
            open(1).close();
            return i;
        });

        assertThat(tested.texts("select version from flyway_schema_history where success and version is not null"))
                .containsExactly("1");
        assertThat(tested.number("select count(*) from orders")).isEqualTo(0);
    }

    /** During a deployment, the previous version starts again while the schema is already newer. */
    @Test
    void startsOnNewerSchema() {
        open(1).close();
        tested.execute(
                "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, "
                        + "installed_by, execution_time, success) values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, true)");
        try {
            open(1).close();
        } finally {
            tested.execute("delete from flyway_schema_history where installed_rank = 99");
        }
    }

    @Test
    void exhaustedPoolIsUnavailable() throws Exception {
        try (Database database = open(1)) {
            CountDownLatch taken = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            Thread holder = new Thread(() -> database.read(handle -> {
                handle.execute("select 1");
                taken.countDown();
                return await(done);
            }));
            holder.start();
            taken.await();

            assertThrows(Unavailable.class, () -> database.read(handle -> handle.execute("select 1")));

            done.countDown();
            holder.join();
            assertThat(database.problem()).isNull();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void lostConnectionIsUnavailableAndPoolRecovers() {
        try (Database database = open(1)) {
            assertThrows(
                    Unavailable.class,
                    () -> database.transaction(
                            handle -> handle.execute("select pg_terminate_backend(pg_backend_pid())")));

            assertThat(database.<Integer>read(handle ->
                            handle.select("select 1").mapTo(Integer.class).one()))
                    .isEqualTo(1);
        }
    }

    @Test
    void lockThatIsNotFreeInTimeIsUnavailable() throws Exception {
        try (Database database = open(2)) {
            database.transaction(handle -> {
                handle.execute("lock table images");
                // Another connection holds the lock. The limit is the production one.
                return assertThrows(
                        Unavailable.class,
                        () -> Together.call(
                                1,
                                1,
                                i -> database.read(
                                        other -> other.execute("insert into images (name, jpeg) values ('a', '')"))));
            });
        }
    }

    @Test
    void valueThatCannotBeStoredIsRefused() {
        try (Database database = open(1)) {
            Refusal refusal = assertThrows(
                    Refusal.class,
                    () -> database.read(
                            handle -> handle.createUpdate("insert into images (name, jpeg) values (:name, '')")
                                    .bind("name", "a\0b")
                                    .execute()));

            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID);
        }
    }

    @Test
    void bugsAreNotRefusals() {
        try (Database database = open(1)) {
            assertThrows(JdbiException.class, () -> database.read(handle -> handle.execute("selec 1")));
        }
    }

    @Test
    void failedTransactionChangesNothing() {
        try (Database database = open(1)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.transaction(handle -> {
                        handle.execute("insert into images (name, jpeg) values ('a', '')");
                        throw new IllegalStateException("broken");
                    }));

            assertThat(tested.number("select count(*) from images")).isEqualTo(0);
        }
    }

    @Test
    void listenerThatCannotReadEndsStart() {
        try (Database database = open(1)) {
            Changes.Listener broken = new Changes.Listener() {
                @Override
                public String table() {
                    return "broken";
                }

                @Override
                public void changed(List<Long> ids) {
                    throw new AssertionError("nothing has changed");
                }

                @Override
                public void reset() {
                    database.read(handle -> handle.execute("select * from nowhere"));
                }
            };

            DatabaseException failure = assertThrows(DatabaseException.class, () -> Changes.follow(database, broken));

            assertThat(failure).hasMessageThat().contains("cannot be read: ERROR: relation \"nowhere\" does not exist");
        }
    }

    @Test
    void unreachableDatabaseIsOneLine() {
        DatabaseException failure = assertThrows(
                DatabaseException.class,
                () -> Database.open(DatabaseUrl.parse("postgres://shop:secret@127.0.0.1:1/shop"), 1));

        assertThat(failure)
                .hasMessageThat()
                .contains("jdbc:postgresql://127.0.0.1:1/shop cannot be used: Connection to");
        assertThat(failure).hasMessageThat().doesNotContain("secret");
        assertThat(failure).hasMessageThat().doesNotContain("\n");
    }
}
