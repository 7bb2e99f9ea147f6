package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.MemoryBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Rules of the gate, without sockets, threads or time. */
final class GateRulesTest {
    private static final int LIMIT = 2;

    private final OpenConnections open = new OpenConnections();
    private final MemoryBudget memory = MemoryBudget.of(0, 1_000_000, 1_000_000, LoopClock.SYSTEM);
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final List<Integer> idleToClose = new ArrayList<>();
    private final AcceptGate gate =
            new AcceptGate(open, LIMIT, memory, (count, closed) -> idleToClose.add(count), this::schedule);
    private final Noting first = new Noting();
    private final Noting second = new Noting();
    private boolean timerFails;

    GateRulesTest() {
        gate.add(first);
        gate.add(second);
    }

    private void schedule(Runnable task, long millis) {
        if (timerFails) {
            throw new OutOfMemoryError("no task");
        }
        timers.add(task);
    }

    /** Acceptor that records its state. */
    private static final class Noting implements AcceptGate.Acceptor {
        boolean accepting = true;
        boolean fails;

        @Override
        public void pause() {
            accept(false);
        }

        @Override
        public void resume() {
            accept(true);
        }

        private void accept(boolean wanted) {
            if (fails) {
                throw new OutOfMemoryError("not told");
            }
            accepting = wanted;
        }
    }

    private static final class Client implements Accepted {
        private Runnable whenClosed = () -> {};
        boolean isOpen;
        boolean isDiscarded;
        boolean fails;
        boolean hasNoAddress;

        @Override
        public SocketAddress remoteAddress() {
            if (hasNoAddress) {
                throw new OutOfMemoryError("no address");
            }
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public void whenClosed(Runnable task) {
            whenClosed = task;
        }

        @Override
        public void open() {
            if (fails) {
                throw new OutOfMemoryError("no event loop");
            }
            isOpen = true;
        }

        @Override
        public void discard() {
            isDiscarded = true;
            whenClosed.run();
        }

        void leave() {
            whenClosed.run();
        }
    }

    private Client admit() {
        Client client = new Client();
        gate.admit(client);
        return client;
    }

    private void assertAccepting(boolean expected) {
        assertThat(gate.wantsMore()).isEqualTo(expected);
        assertThat(first.accepting).isEqualTo(expected);
        assertThat(second.accepting).isEqualTo(expected);
    }

    @Test
    void pausesAcceptorsWhileClientWaits() {
        Client client = admit();
        admit();
        assertAccepting(true);
        Client waiting = admit();
        assertThat(waiting.isOpen).isFalse();
        assertAccepting(false);
        client.leave();
        assertThat(waiting.isOpen).isTrue();
        assertAccepting(true);
        assertThat(open.count()).isEqualTo(LIMIT);
    }

    @Test
    void failedOpenKeepsLimit() {
        Client client = admit();
        Client other = admit();
        List<Client> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Client next = new Client();
            next.fails = i % 2 == 0;
            waiting.add(next);
            gate.admit(next);
        }
        client.leave();
        other.leave();
        assertThat(waiting.stream().filter(it -> it.isOpen).count()).isEqualTo(LIMIT);
        // The failed connections have made room for others, and clients are accepted in order.
        assertThat(waiting.get(1).isOpen).isTrue();
        assertThat(waiting.get(3).isOpen).isTrue();
        assertThat(waiting.get(5).isOpen).isFalse();
    }

    @Test
    void connectionWithoutAddressLeavesNothing() {
        admit();
        admit();
        Client failing = new Client();
        failing.hasNoAddress = true;
        assertThrows(OutOfMemoryError.class, () -> gate.admit(failing));
        assertThat(failing.isDiscarded).isTrue();
        assertThat(open.count()).isEqualTo(LIMIT);
        // A client that waited would close the gate.
        assertAccepting(true);
        assertThat(idleToClose).isEmpty();
    }

    @Test
    void notifiesAcceptorAgainAfterFailure() {
        admit();
        admit();
        first.fails = true;
        admit();
        assertThat(first.accepting).isTrue();
        assertThat(second.accepting).isFalse();
        first.fails = false;
        // The client still waits, and the gate stays closed.
        timers.remove().run();
        assertAccepting(false);
    }

    @Test
    void pausesNewAcceptorWhileClosed() {
        gate.failed(new IOException("no file descriptor"));
        Noting third = new Noting();
        gate.add(third);
        assertThat(third.accepting).isFalse();
        timers.remove().run();
        assertThat(third.accepting).isTrue();
    }

    @Test
    void restsOnceAfterSeveralFailures() {
        for (int i = 0; i < 3; i++) {
            gate.failed(new IOException("no file descriptor"));
        }
        assertAccepting(false);
        assertThat(timers).hasSize(1);
        timers.remove().run();
        assertAccepting(true);
    }

    /** No other code would start accepting again. */
    @Test
    void acceptsAgainWithoutMemoryForTimer() {
        admit();
        admit();
        admit();
        gate.failed(new IOException("no file descriptor"));
        assertAccepting(false);
        timerFails = true;
        while (!timers.isEmpty()) {
            timers.remove().run();
        }
        assertAccepting(true);
        timerFails = false;
        admit();
        assertAccepting(false);
    }

    @Test
    void passesGroupsWhileMemoryIsShort() {
        memory.heap().add(1_000_000);
        Client client = admit();
        assertThat(client.isOpen).isFalse();
        assertAccepting(false);
        timers.remove().run();
        assertThat(client.isOpen).isTrue();
        assertAccepting(true);
        int group = 1;
        while (gate.wantsMore()) {
            admit().leave();
            group++;
        }
        assertThat(group).isEqualTo(32);
        memory.heap().release(1_000_000);
        timers.remove().run();
        assertAccepting(true);
    }

    @Test
    void countsNothingAfterSocketHasClosed() {
        admit().leave();
        List<Client> clients = List.of(admit(), admit(), admit(), admit());
        gate.close();
        assertThat(clients.get(3).isDiscarded).isTrue();
        clients.subList(0, LIMIT).forEach(Client::leave);
        assertThat(open.count()).isEqualTo(0);
    }

    @Test
    void asksForRoomWhileClientWaits() {
        admit();
        admit();
        Client waiting = admit();
        assertThat(idleToClose).containsExactly(1);
        timers.remove().run();
        assertThat(idleToClose).hasSize(2);
        gate.lift();
        assertThat(waiting.isOpen).isTrue();
    }
}
