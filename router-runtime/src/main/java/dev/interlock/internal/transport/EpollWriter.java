package dev.interlock.internal.transport;

import dev.interlock.internal.engine.SocketWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** Sends to the socket of a channel on epoll, while nothing waits in the queue of the channel. */
final class EpollWriter implements SocketWriter {
    private final Channel channel;
    private final FileDescriptor socket;

    EpollWriter(Channel channel) {
        this.channel = channel;
        socket = ((UnixChannel) channel).fd();
    }

    @Override
    public int send(ByteBuf bytes) throws IOException {
        if (!channel.isActive()) {
            // After the close, another socket may have the same file descriptor.
            throw new ClosedChannelException();
        }
        return send(socket, bytes);
    }

    /**
     * Sends the bytes that the kernel takes at once. Does not change the buffer.
     *
     * @return the number of sent bytes
     */
    static int send(FileDescriptor socket, ByteBuf bytes) throws IOException {
        int from = bytes.readerIndex();
        int to = bytes.writerIndex();
        return bytes.hasMemoryAddress()
                ? socket.writeAddress(bytes.memoryAddress(), from, to)
                : socket.write(bytes.internalNioBuffer(from, to - from), from, to);
    }
}
