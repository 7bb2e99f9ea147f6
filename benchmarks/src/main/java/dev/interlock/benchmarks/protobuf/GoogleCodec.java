package dev.interlock.benchmarks.protobuf;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import dev.interlock.benchmarks.protobuf.google.OrdersProto;
import java.io.IOException;
import java.util.List;

/**
 * protobuf-java. Parsing creates objects. It checks and copies every string, and copies every {@code bytes}. A message
 * keeps its size, so {@link #encode} does not compute it again.
 */
final class GoogleCodec implements Codec {
    private final byte[] written = new byte[Contender.LARGEST];
    private final boolean isBatch;
    private final Batch batch = Payload.batch();
    private final List<Order> orders;
    private final List<? extends MessageLite> built;

    GoogleCodec(Payload payload) {
        this(payload == Payload.BATCH, payload.orders());
    }

    GoogleCodec(boolean isBatch, List<Order> orders) {
        this.isBatch = isBatch;
        this.orders = orders;
        built = isBatch
                ? List.of(GoogleMessages.batch(batch))
                : orders.stream().map(GoogleMessages::order).toList();
    }

    @Override
    public long readAll(byte[] message) throws IOException {
        return isBatch
                ? GoogleMessages.checksum(OrdersProto.Batch.parseFrom(message))
                : GoogleMessages.checksum(0, OrdersProto.Order.parseFrom(message));
    }

    @Override
    public long readTwo(byte[] message) throws IOException {
        if (!isBatch) {
            return checksum(0, OrdersProto.Order.parseFrom(message));
        }
        OrdersProto.Batch parsed = OrdersProto.Batch.parseFrom(message);
        long sum = 0;
        for (int i = 0; i < parsed.getOrdersCount(); i++) {
            sum = checksum(sum, parsed.getOrders(i));
        }
        return sum;
    }

    private static long checksum(long sum, OrdersProto.Order order) {
        return Checksum.text(Checksum.mix(sum, order.getUserId()), order.getCurrency());
    }

    @Override
    public long readHead(byte[] message) throws IOException {
        if (!isBatch) {
            return checksum(0, OrdersProto.OrderHead.parseFrom(message));
        }
        OrdersProto.BatchHead parsed = OrdersProto.BatchHead.parseFrom(message);
        long sum = 0;
        for (int i = 0; i < parsed.getOrdersCount(); i++) {
            sum = checksum(sum, parsed.getOrders(i));
        }
        return sum;
    }

    private static long checksum(long sum, OrdersProto.OrderHead order) {
        return Checksum.text(Checksum.mix(sum, order.getUserId()), order.getCurrency());
    }

    @Override
    public int write(int message) throws IOException {
        return write(isBatch ? GoogleMessages.batch(batch) : GoogleMessages.order(orders.get(message)));
    }

    @Override
    public int encode(int message) throws IOException {
        return write(built.get(message));
    }

    private int write(MessageLite message) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(written);
        message.writeTo(out);
        return out.getTotalBytesWritten();
    }

    @Override
    public byte[] written() {
        return written;
    }
}
