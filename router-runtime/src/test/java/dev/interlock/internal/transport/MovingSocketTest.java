package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.internal.transport.AcceptGateTest.assumeAvailable;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.internal.engine.EngineLoop;
import dev.interlock.internal.engine.TestLoop;
import dev.interlock.server.CapturedLog;
import dev.interlock.server.RawClient;
import dev.interlock.server.TransportType;
import dev.interlock.testing.HandlerRouter;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A socket without a channel whose connection moves to a channel. Each step of the move may fail. */
@Timeout(30)
final class MovingSocketTest {
    private static final int LARGE_BYTES = 8 * 1024 * 1024;

    private final Transport transport = epoll();
    private final EventLoopGroup group = transport.eventLoops(1);
    private final Semaphore closed = new Semaphore(0);
    private final List<Socket> sockets = new ArrayList<>();
    private RawClient client;
    private Socket listening;
    private EngineLoop engine;
    private EventLoops loops;
    private EventLoop loop;
    private int number;
    private boolean clientGoes;

    /** Step that fails. */
    private enum Step {
        SET_UP,
        REGISTER,
        REGISTER_WITH_EPOLL,
        CLIENT_GONE
    }

    private static Transport epoll() {
        assumeAvailable(TransportType.EPOLL);
        return Transport.of(Transport.Kind.EPOLL);
    }

    private HandlerRouter routes() {
        return HandlerRouter.with()
                .get("/", (request, response) -> response.body().append("small".getBytes(US_ASCII)))
                .get("/large", (request, response) -> {
                    if (clientGoes) {
                        client.reset();
                    }
                    response.body().append(new byte[LARGE_BYTES]);
                })
                .router();
    }

    @BeforeEach
    void connect() throws Exception {
        loops = new EventLoops(group, executor -> TestLoop.of(routes(), executor));
        loop = loops.next();
        engine = loops.of(loop);
        listening = Socket.newSocketStream();
        sockets.add(listening);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listening.listen(1);
        client = new RawClient(Objects.requireNonNull(listening.localAddress()).getPort());
        do {
            number = listening.accept(new byte[25]);
        } while (number < 0);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        loops.shutDown();
        group.terminationFuture().sync();
        for (Socket each : sockets) {
            each.close();
        }
    }

    private SocketLink open(EventLoop itsLoop, Transport itsTransport) {
        SocketLink link = new SocketLink(
                new FileDescriptor(number),
                new InetSocketAddress(1),
                new ConnectionOpener(loops, itsTransport),
                itsLoop,
                Objects.requireNonNull(transport.directIo()).handler(loop));
        link.whenClosed(closed::release);
        link.open();
        return link;
    }

    private void onLoop(Runnable task) throws Exception {
        loop.submit(task).sync();
    }

    private long heap() {
        return engine.context().service().memory().heap().used();
    }

    @Test
    void isChargedForItsChannel() throws Exception {
        open(loop, transport);
        assertThat(client.get("/").response().body()).isEqualTo("small");
        long before = heap();
        assertThat(client.get("/large").response().body()).hasLength(LARGE_BYTES);
        onLoop(() -> {});
        assertThat(heap() - before).isEqualTo(ChannelLink.HEAP_BYTES - 2048);
        client.close();
        closed.acquire();
        assertThat(heap()).isEqualTo(0);
    }

    /** The channel owns the socket: the link must neither close it, nor reset it, nor read from it. */
    @Test
    // The link must not read the event.
    @SuppressWarnings("NullAway")
    void ignoresAllCallsAfterMove() throws Exception {
        SocketLink link = open(loop, transport);
        client.get("/large").get("/");
        client.skip(1);
        onLoop(() -> {
            link.handle(null, null);
            link.setReading(false);
            link.shutDownOutput();
            link.failed(new IllegalStateException("late"));
            link.reset();
            link.close();
        });
        client.skip(1000);
        assertThat(closed.availablePermits()).isEqualTo(0);
        onLoop(() -> assertThat(link.isWritable()).isFalse());
        client.skip(LARGE_BYTES - 1000);
        client.readUntil("small");
    }

    @ParameterizedTest
    @EnumSource
    void closesConnectionOnceIfStepFails(Step step) throws Exception {
        clientGoes = step == Step.CLIENT_GONE;
        SocketLink link;
        try (CapturedLog log = new CapturedLog()) {
            link = open(failing(step), step == Step.SET_UP ? withFaultyBuffers() : transport);
            client.get("/large");
            closed.acquire();
            assertThat(log.lines("selector loop")).isEmpty();
            if (step == Step.CLIENT_GONE) {
                // Clients often disconnect without notice.
                assertThat(log.lines(" ERROR ")).isEmpty();
            }
        }
        assertThat(heap()).isEqualTo(0);
        onLoop(() -> assertThat(engine.closeIdle(0, 1)).isEqualTo(0));
        // The number of the socket is free, and late calls must not touch its next owner.
        Socket next = socketWithTheSameNumber();
        onLoop(() -> {
            link.reset();
            link.close();
            link.shutDownOutput();
        });
        assertThat(next.getSoLinger()).isEqualTo(-1);
        assertThat(closed.availablePermits()).isEqualTo(0);
    }

    private Socket socketWithTheSameNumber() {
        for (int i = 0; i < 1000; i++) {
            Socket next = Socket.newSocketStream();
            sockets.add(next);
            if (next.intValue() == number) {
                return next;
            }
        }
        throw new AssertionError("The socket " + number + " is still open");
    }

    /** Returns a transport whose channels cannot be set up. */
    private Transport withFaultyBuffers() {
        RecvByteBufAllocator faulty = () -> {
            throw new OutOfMemoryError("no handle");
        };
        return new Transport(transport.type(), transport.ioHandlers(), transport.serverChannel(), faulty);
    }

    // The caller checks the returned future.
    @SuppressWarnings("FutureReturnValueIgnored")
    private EventLoop failing(Step step) {
        return switch (step) {
            case SET_UP, CLIENT_GONE -> loop;
            case REGISTER ->
                loopWithout(channel -> {
                    throw new OutOfMemoryError("no promise");
                });
            case REGISTER_WITH_EPOLL ->
                loopWithout(channel -> {
                    DefaultChannelPromise promise = new DefaultChannelPromise(channel, loop);
                    channel.unsafe().register(loopWithout(other -> loop.register(other)), promise);
                    return promise;
                });
        };
    }

    private interface Registration {
        Object register(Channel channel);
    }

    /** Returns the event loop with another registration of channels, and none of handles. */
    private EventLoop loopWithout(Registration registration) {
        return (EventLoop) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {IoEventLoop.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("register")) {
                        return arguments[0] instanceof Channel channel
                                ? registration.register(channel)
                                : loop.newFailedFuture(new OutOfMemoryError("no registration"));
                    }
                    try {
                        return method.invoke(loop, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
