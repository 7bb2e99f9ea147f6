package dev.interlock.internal.transport;

import dev.interlock.internal.engine.InputArrays;
import dev.interlock.internal.engine.SocketWriter;
import dev.interlock.internal.log.ServerLog;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueServerDomainSocketChannel;
import io.netty.channel.kqueue.KQueueServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.FileNotFoundException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Interface to the kernel for event loops and channels.
 *
 * @param type kind of the interface
 * @param ioHandlers factory of the event loops' I/O handlers
 * @param serverChannel factory of listening channels, or null if sockets need no channel
 * @param readBuffers allocator of the buffers that channels read into
 */
public record Transport(
        Kind type,
        IoHandlerFactory ioHandlers,
        @Nullable Supplier<ServerChannel> serverChannel,
        RecvByteBufAllocator readBuffers) {
    private static final Logger LOG = ServerLog.of(Transport.class);

    /** Kind of interface to the kernel. */
    public enum Kind {
        IO_URING,
        EPOLL,
        KQUEUE,
        NIO;

        /** Returns the name in Netty's modules, for example {@code io_uring}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int SMALLEST_READ = 1024;
    private static final int USUAL_READ = 4096;

    private static final List<String> MULTISHOT = List.of(
            "io.netty.iouring.acceptMultiShotEnabled",
            "io.netty.iouring.pollAddMultishotEnabled",
            "io.netty.iouring.recvMultiShotEnabled",
            "io.netty.iouring.recvsendBundleEnabled");

    /**
     * Returns the transport of a kind.
     *
     * @throws TransportException if this machine does not support it
     */
    public static Transport of(Kind type) {
        Throwable obstacle = obstacle(type);
        if (obstacle != null) {
            LOG.debug("The transport {} is not available", type, obstacle);
            throw new TransportException("The transport " + type + " is not available: " + describe(type, obstacle));
        }
        return create(type);
    }

    /** Returns epoll or kqueue if this machine supports one of them, or else NIO. */
    public static Transport best() {
        if (obstacle(Kind.EPOLL) == null) {
            return create(Kind.EPOLL);
        }
        return create(obstacle(Kind.KQUEUE) == null ? Kind.KQUEUE : Kind.NIO);
    }

    /**
     * Returns the reason why this machine does not support the kind, or null. Loads the native library of the kind.
     */
    private static @Nullable Throwable obstacle(Kind type) {
        try {
            return switch (type) {
                case IO_URING -> {
                    askOneByOne();
                    yield IoUring.unavailabilityCause();
                }
                case EPOLL -> Epoll.unavailabilityCause();
                case KQUEUE -> KQueue.unavailabilityCause();
                case NIO -> null;
            };
        } catch (LinkageError e) {
            // An application may leave out the jars for systems on which it never runs.
            return e;
        }
    }

    /**
     * Switches off two io_uring modes of Netty 4.2.18. In the first mode, the kernel accepts again and again after a
     * failed accept, even if reading is off. Without free file descriptors, this takes a whole processor. In the second
     * mode, the kernel may report received bytes together with a later reset. Netty then takes the bytes and waits for
     * ever. Netty reads these properties once, when its class is loaded.
     */
    private static void askOneByOne() {
        for (String property : MULTISHOT) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, "false");
            }
        }
    }

    private static Transport create(Kind type) {
        SharedReadBuffer shared = new SharedReadBuffer(InputArrays.READ_BYTES);
        return switch (type) {
            case IO_URING ->
                new Transport(
                        type,
                        ProvidedBuffers.ioHandlers(),
                        IoUringServerSocketChannel::new,
                        // Channels cannot share a buffer: without provided buffers, the kernel may write into the
                        // buffer of any channel at any time.
                        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, USUAL_READ, InputArrays.READ_BYTES));
            case EPOLL -> new Transport(type, new DirectIo(shared), null, shared);
            case KQUEUE -> new Transport(type, KQueueIoHandler.newFactory(), KQueueServerSocketChannel::new, shared);
            case NIO -> new Transport(type, NioIoHandler.newFactory(), NioListener::new, shared);
        };
    }

    /** Prepares an unregistered channel for reading. */
    void prepare(Channel channel) {
        if (type == Kind.IO_URING) {
            ProvidedBuffers.readInto(channel);
        }
    }

    /** Returns what sends to the socket of a channel past its pipeline, or null if the transport cannot. */
    @Nullable
    SocketWriter socketWriter(Channel channel) {
        return type == Kind.EPOLL ? new EpollWriter(channel) : null;
    }

    /** Returns the I/O of sockets without a channel, or null if the transport has none. */
    @Nullable
    DirectIo directIo() {
        return ioHandlers instanceof DirectIo direct ? direct : null;
    }

    /** Creates a listening channel. Must not be called for a transport with {@link #directIo}. */
    ServerChannel listeningChannel() {
        return Objects.requireNonNull(serverChannel).get();
    }

    /** Creates a listening channel for a unix domain socket. */
    ServerChannel listeningUnixChannel() {
        // References, because the verifier would load the classes of several calls to find their common type. Their
        // jars may be missing.
        Supplier<ServerChannel> channels = switch (type) {
            case IO_URING -> IoUringServerDomainSocketChannel::new;
            case KQUEUE -> KQueueServerDomainSocketChannel::new;
            case NIO -> NioServerDomainSocketChannel::new;
            case EPOLL -> throw new IllegalStateException("Sockets of epoll need no channel");
        };
        return channels.get();
    }

    /** Returns the address of a unix domain socket in the class that the channels of this transport need. */
    SocketAddress unixAddress(Path path) {
        if (type == Kind.NIO) {
            return UnixDomainSocketAddress.of(path);
        }
        // An Object, because the verifier would load the class to compare it with the type of the result.
        Object address = new DomainSocketAddress(path.toString());
        return (SocketAddress) address;
    }

    private static String describe(Kind type, Throwable obstacle) {
        Throwable root = root(obstacle);
        if (root instanceof FileNotFoundException || root instanceof ClassNotFoundException) {
            return root.getMessage() + " is not on the class path. Tip: netty-transport-classes-" + type
                    + " and netty-transport-native-" + type
                    + " contain it; the native artifact has a separate jar for each system and processor";
        }
        return root.getMessage() + ". Tip: " + tip(type);
    }

    /** Returns the innermost cause. Its message is Netty's description of the problem. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String tip(Kind type) {
        return switch (type) {
            case IO_URING ->
                "it needs Linux with kernel.io_uring_disabled=0, and a container that allows it;"
                        + " epoll needs neither";
            case EPOLL -> "epoll works on Linux on x86_64 and aarch64; nio works everywhere";
            case KQUEUE -> "kqueue works on macOS; nio works everywhere";
            case NIO -> "auto uses the best transport of this machine";
        };
    }

    /**
     * Creates event loops that do not run yet.
     *
     * @throws TransportException if the kernel lacks resources, for example file descriptors or memory
     */
    public EventLoopGroup eventLoops(int threads) {
        return eventLoops(threads, "interlock", ioHandlers);
    }

    /** Creates the event loop of the admin port; see {@link #eventLoops}. */
    public EventLoopGroup adminLoop() {
        return eventLoops(1, "interlock-admin", ioHandlers);
    }

    /** Creates the event loop that accepts connections; see {@link #eventLoops}. */
    public EventLoopGroup acceptingLoop() {
        // This loop reads no bytes, so it provides no buffers.
        return eventLoops(1, "interlock-accept", type == Kind.IO_URING ? IoUringIoHandler.newFactory() : ioHandlers);
    }

    private EventLoopGroup eventLoops(int threads, String name, IoHandlerFactory handlers) {
        try {
            return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), handlers);
        } catch (RuntimeException e) {
            LOG.debug("The event loops cannot be created", e);
            throw new TransportException("Cannot create " + threads + " event loops on " + type + ": "
                    + root(e).getMessage() + ". Tip: use fewer event loop threads, or raise the limit on open files");
        }
    }
}
