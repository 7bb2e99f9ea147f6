package dev.interlock.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** One connection. Sends a batch, compares the responses, and sends the next batch. */
final class LoadConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final List<Batch> batches;

    private int next;
    private Batch batch;
    private ByteBuffer unsent;
    private int received;

    /**
     * Connects.
     * @param first index of the first batch, so that connections send different batches
     */
    LoadConnection(int port, Selector selector, List<Batch> batches, int first) throws IOException {
        this.batches = batches;
        next = first;
        batch = batches.get(first % batches.size());
        unsent = batch.requests();
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the next batch and returns its size. */
    int begin() throws IOException {
        batch = batches.get(next++ % batches.size());
        unsent = batch.requests();
        received = 0;
        send();
        return batch.size();
    }

    private void send() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * Continues when the socket is ready.
     *
     * @param buffer buffer for reads
     * @param bytes array of the same size
     * @return number of requests whose responses are now complete
     */
    int ready(ByteBuffer buffer, byte[] bytes) throws IOException {
        if (key.isWritable()) {
            send();
        }
        int count = channel.read(buffer.clear());
        if (count < 0) {
            throw new LoadException("The server closed a connection");
        }
        buffer.flip().get(bytes, 0, count);
        batch.check(bytes, count, received);
        received += count;
        return received == batch.responseBytes() ? batch.size() : 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
