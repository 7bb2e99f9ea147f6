package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.internal.transport.AcceptGateTest;
import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients cannot use up a server's memory, whatever their number. During each attack, the server serves other clients
 * or rejects them with 503. Two seconds after the attack, it serves every client. It ends on SIGTERM, even during an
 * attack.
 */
@Timeout(120)
final class MemoryAttackTest {
    /** Time limit. It is long because clients and server share the machine with other tests. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int BODY_BYTES = 100_000;
    private static final int MOST_CLOSED = 3;

    /** Options of a JVM, and a transport. */
    record Place(String memory, String collector, String transport) {
        String[] options() {
            return (System.getProperty("memory.options", "") + " " + memory + " " + collector
                            + " -Dinterlock.shutdown-deadline=2s -Dinterlock.transport=" + transport)
                    .strip()
                    .split(" ");
        }
    }

    /** Every attack exceeds the budget of this small heap, so the server must use its defences. */
    @Test
    void survivesEveryAttackInSmallHeap() throws Exception {
        Map<MemoryAttack, List<Long>> used =
                survives(new Place("-Xmx64m", "-XX:+UseG1GC", "auto"), MemoryAttack.HALF_BODIES);
        used.forEach((attack, uses) -> assertWithMessage("uses of defences against %s", attack)
                .that(uses.stream().mapToLong(each -> each).sum())
                .isAtLeast(1));
    }

    static Stream<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int mebibytes : new int[] {32, 64, 128, 256}) {
            for (String memory :
                    List.of("-Xmx" + mebibytes + "m", "-Xmx512m -XX:MaxDirectMemorySize=" + mebibytes + "m")) {
                for (String collector : List.of("-XX:+UseG1GC", "-XX:+UseSerialGC")) {
                    for (String transport : List.of("epoll", "nio", "io_uring")) {
                        places.add(new Place(memory, collector, transport));
                    }
                }
            }
        }
        String one = System.getProperty("memory.place");
        return places.stream().filter(place -> one == null || place.toString().matches(one));
    }

    @ParameterizedTest
    @MethodSource("places")
    @Tag("attacks")
    void survivesEveryAttack(Place place) throws Exception {
        AcceptGateTest.assumeAvailable(TransportType.valueOf(place.transport().toUpperCase(Locale.ROOT)));
        List<MemoryAttack> attacks = attacks();
        survives(place, attacks.get(Math.floorMod(place.hashCode(), attacks.size())));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("attacks")
    void endsDuringAttack(MemoryAttack attack) throws Exception {
        try (MeasuredServer server = MeasuredServer.start(new Place("-Xmx64m", "-XX:+UseG1GC", "auto").options())) {
            endsDuring(server, attack);
        }
    }

    private static void endsDuring(MeasuredServer server, MemoryAttack attack) throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        try {
            attack.begin(server.port(), clients, () -> {});
            server.terminate();
            assertWithMessage("exit code during %s:%n%s", attack, server.log())
                    .that(server.exitCode())
                    .isEqualTo(0);
        } finally {
            MemoryAttack.end(clients);
        }
    }

    /**
     * Runs all attacks against a server, and ends the server.
     *
     * @param last attack during which the server ends
     * @return number of uses of each defence in each attack
     */
    private static Map<MemoryAttack, List<Long>> survives(Place place, MemoryAttack last) throws Exception {
        Map<MemoryAttack, List<Long>> used = new EnumMap<>(MemoryAttack.class);
        try (MeasuredServer server = MeasuredServer.start(place.options())) {
            for (MemoryAttack attack : attacks()) {
                List<Long> before = server.defences();
                survives(server, attack);
                used.put(attack, difference(server.defences(), before));
            }
            System.out.printf("%s: defences %s%n", place, used);
            endsDuring(server, last);
        }
        return used;
    }

    private static List<Long> difference(List<Long> now, List<Long> before) {
        List<Long> difference = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            difference.add(now.get(i) - before.get(i));
        }
        return difference;
    }

    /** Returns all attacks, or only the attack that a developer has selected. */
    private static List<MemoryAttack> attacks() {
        String one = System.getProperty("memory.attack");
        return one == null ? List.of(MemoryAttack.values()) : List.of(MemoryAttack.valueOf(one));
    }

    private static void survives(MeasuredServer server, MemoryAttack attack) throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        try (RawClient kept = new RawClient(server.port())) {
            kept.timeoutMillis(PATIENCE_MILLIS);
            Meanwhile others = new Meanwhile(server, kept, attack);
            attack.begin(server.port(), clients, others::look);
            System.out.printf("%s: %s%n", attack, others);
        } finally {
            MemoryAttack.end(clients);
        }
        long end = System.nanoTime();
        while (!servesEverything(server)) {
            assertWithMessage("nanoseconds without service after %s:%n%s", attack, server.log())
                    .that(System.nanoTime() - end)
                    .isAtMost(RECOVERY_NANOS);
        }
        assertWithMessage("log of %s", attack).that(server.log()).doesNotContain("OutOfMemoryError");
        System.out.printf("%s: recovered in %d ms%n", attack, (System.nanoTime() - end) / 1_000_000);
    }

    private static boolean servesEverything(MeasuredServer server) {
        try {
            assertServesEverything(server);
            return true;
        } catch (IOException | AssertionError e) {
            return false;
        }
    }

    private static void assertServesEverything(MeasuredServer server) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.timeoutMillis((int) TimeUnit.NANOSECONDS.toMillis(RECOVERY_NANOS));
            assertThat(client.get("/hello").response().body()).isEqualTo("hello");
            assertThat(client.get("/later").response().body()).isEqualTo("later");
            assertThat(client.get("/blocking").response().body()).isEqualTo("blocking");
            String head = " HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n";
            String body = "x".repeat(BODY_BYTES);
            assertThat(client.send("POST /echo" + head + body).response().body())
                    .isEqualTo(body);
            assertThat(client.send("POST /upload" + head + body).response().body())
                    .isEqualTo("" + BODY_BYTES);
        }
    }

    /**
     * Clients that send requests during the attack: one on a kept-alive connection, one on a new connection each time.
     */
    private static final class Meanwhile {
        private final MeasuredServer server;
        private RawClient kept;
        private final MemoryAttack attack;
        private long slowest;
        private int served;
        private int refused;
        private int closed;
        private long next = System.nanoTime();

        Meanwhile(MeasuredServer server, RawClient kept, MemoryAttack attack) {
            this.server = server;
            this.kept = kept;
            this.attack = attack;
        }

        void look() throws IOException {
            if (System.nanoTime() - next < 0) {
                return;
            }
            ask(kept);
            long begin = System.nanoTime();
            try (RawClient fresh = open()) {
                ask(fresh);
            }
            try (RawClient fresh = open()) {
                sendBody(fresh);
            }
            slowest = Math.max(slowest, System.nanoTime() - begin);
            next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
        }

        private RawClient open() throws IOException {
            RawClient client = new RawClient(server.port());
            client.timeoutMillis(PATIENCE_MILLIS);
            return client;
        }

        /** Sends a body, which needs memory. The server has the memory, or rejects the request. */
        private void sendBody(RawClient client) throws IOException {
            try {
                count(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000))
                        .response());
            } catch (SocketTimeoutException e) {
                throw failed(e);
            } catch (IOException e) {
                // A reset has discarded the response.
                closed++;
            }
        }

        /**
         * Sends a request. If the server has closed the idle connection, repeats the request once, like other clients.
         */
        private void ask(RawClient client) throws IOException {
            try {
                count(client.get("/hello").response());
            } catch (SocketTimeoutException e) {
                throw failed(e);
            } catch (IOException e) {
                closed++;
                assertWithMessage("connections closed during %s", attack)
                        .that(closed)
                        .isAtMost(MOST_CLOSED);
                try {
                    RawClient again = open();
                    count(again.get("/hello").response());
                    replace(client, again);
                } catch (IOException second) {
                    throw failed(second);
                }
            }
        }

        // Compares identities, because only one object is the kept client.
        @SuppressWarnings("ReferenceEquality")
        private void replace(RawClient closedOne, RawClient again) throws IOException {
            closedOne.close();
            if (closedOne == kept) {
                kept = again;
            } else {
                again.close();
            }
        }

        private void count(RawResponse response) {
            assertThat(response.status()).isAnyOf(200, 503);
            if (response.status() == 200) {
                served++;
            } else {
                refused++;
            }
        }

        private IOException failed(IOException cause) {
            return new IOException("During " + attack + ", after " + this + "\n" + server.log(), cause);
        }

        @Override
        public String toString() {
            return "%d served, %d refused, %d closed, the slowest in %d ms"
                    .formatted(served, refused, closed, slowest / 1_000_000);
        }
    }
}
