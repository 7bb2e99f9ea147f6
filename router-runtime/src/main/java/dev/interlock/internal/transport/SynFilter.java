package dev.interlock.internal.transport;

import dev.interlock.internal.log.ServerLog;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.internal.CleanableDirectBuffer;
import io.netty.util.internal.PlatformDependent;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Packet filter of Linux that stops a listening socket from beginning handshakes. Handshakes that have begun still
 * complete. Without the filter, a connection could complete between the last accept and the close, and the kernel would
 * reset it.
 *
 * <p>The kernel drops the SYN of a new client. The client sends the SYN again after a second. By then no socket
 * listens, so the kernel refuses the connection.
 */
final class SynFilter {
    private static final Logger LOG = ServerLog.of(SynFilter.class);

    // Values of asm-generic/socket.h, which apply to x86_64 and aarch64.
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_ACCEPTCONN = 30;

    // Values of linux/bpf_common.h.
    private static final int LOAD_BYTE = 0x30;
    private static final int JUMP_IF_SET = 0x45;
    private static final int RETURN = 0x06;

    /** Offset of the flags. The filter sees a segment from the start of its TCP header (RFC 9293 section 3.1). */
    private static final int FLAGS_OFFSET = 13;

    private static final int SYN = 2;
    private static final int DROP = 0;
    private static final int WHOLE = -1;

    private static final int INSTRUCTIONS = 4;
    private static final int INSTRUCTION_BYTES = 8;
    /**
     * Size of the structure that describes the program: a length of two bytes, padding, and a pointer of eight bytes.
     */
    private static final int PROGRAM_BYTES = 16;

    private static final int POINTER_OFFSET = 8;
    private static final int POINTER_BYTES = 8;

    private SynFilter() {}

    /** Attaches the filter to a listening channel. Returns whether the system supports it. */
    static boolean attach(Channel listening) {
        return isSupported() && attach(() -> socket(listening));
    }

    /** Attaches the filter to a listening socket. Returns whether the system supports it. */
    static boolean attach(Socket listening) {
        return isSupported() && attach(() -> listening);
    }

    private static boolean isSupported() {
        return PlatformDependent.normalizedOs().equals("linux");
    }

    private static boolean attach(Supplier<@Nullable Socket> listening) {
        try {
            Socket socket = listening.get();
            if (socket == null || Buffer.addressSize() != POINTER_BYTES) {
                return false;
            }
            attachTo(socket);
            return true;
        } catch (Exception | LinkageError e) {
            LOG.debug("The listening socket takes no filter", e);
            return false;
        }
    }

    private static @Nullable Socket socket(Channel listening) {
        if (listening instanceof UnixChannel channel) {
            return (Socket) channel.fd();
        }
        // Without Netty's native code, this class cannot call the kernel.
        return Epoll.isAvailable() ? find((InetSocketAddress) listening.localAddress()) : null;
    }

    /**
     * Returns the socket of an NIO channel, or null. NIO does not expose the file descriptor of the channel, so this
     * method searches the open files of the process.
     */
    private static @Nullable Socket find(InetSocketAddress address) {
        String[] numbers = new File("/proc/self/fd").list();
        if (numbers != null) {
            for (String number : numbers) {
                Socket found = listening(Integer.parseInt(number), address);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /**
     * Returns the socket with the file descriptor {@code number} if it listens at the address, or null. The caller must
     * not close this socket, because it has another owner.
     */
    private static @Nullable Socket listening(int number, InetSocketAddress address) {
        try {
            Socket socket = new Socket(number);
            boolean found = socket.getIntOpt(SOL_SOCKET, SO_ACCEPTCONN) != 0 && isAt(address, socket.localAddress());
            return found ? socket : null;
        } catch (IOException | RuntimeException e) {
            // The file descriptor does not belong to a socket, or its socket has closed in the meantime.
            return null;
        }
    }

    private static boolean isAt(InetSocketAddress address, @Nullable InetSocketAddress other) {
        return other != null
                && other.getPort() == address.getPort()
                && (other.getAddress().equals(address.getAddress())
                        || (other.getAddress().isAnyLocalAddress()
                                && address.getAddress().isAnyLocalAddress()));
    }

    private static void attachTo(Socket socket) throws Exception {
        CleanableDirectBuffer memory =
                Buffer.allocateDirectBufferWithNativeOrder(INSTRUCTIONS * INSTRUCTION_BYTES + PROGRAM_BYTES);
        try {
            ByteBuffer bytes = memory.buffer();
            put(bytes, LOAD_BYTE, 0, FLAGS_OFFSET);
            // If the flag is set, continues with the next instruction. Otherwise skips that instruction.
            put(bytes, JUMP_IF_SET, 1, SYN);
            put(bytes, RETURN, 0, DROP);
            put(bytes, RETURN, 0, WHOLE);
            int program = bytes.position();
            bytes.putShort(program, (short) INSTRUCTIONS);
            bytes.putLong(program + POINTER_OFFSET, Buffer.memoryAddress(bytes));
            bytes.limit(program + PROGRAM_BYTES);
            socket.setRawOpt(SOL_SOCKET, SO_ATTACH_FILTER, bytes);
        } finally {
            memory.clean();
        }
    }

    /** Appends an instruction. If its condition is false, the program skips {@code otherwise} instructions. */
    private static void put(ByteBuffer bytes, int operation, int otherwise, int operand) {
        bytes.putShort((short) operation).put((byte) 0).put((byte) otherwise).putInt(operand);
    }
}
