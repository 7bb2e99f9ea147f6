package dev.interlock.benchmarks.protobuf;

import com.google.protobuf.CodedOutputStream;
import dev.interlock.benchmarks.protobuf.google.OrdersProto;
import java.io.IOException;
import java.util.List;

/**
 * protobuf-java on orders. Parsing makes objects: every string is checked and copied, as is every {@code bytes}. A message
 * keeps its size, so that whoever writes it again, as {@link #encode} does, need not count twice.
 */
final class GoogleOrders implements Codec {
    private final byte[] written = new byte[Contender.LARGEST];
    private final List<Order> orders;
    private final List<OrdersProto.Order> built;

    GoogleOrders(List<Order> orders) {
        this.orders = orders;
        built = orders.stream().map(GoogleMessages::order).toList();
    }

    @Override
    public long readAll(byte[] message) throws IOException {
        return GoogleMessages.checksum(0, OrdersProto.Order.parseFrom(message));
    }

    @Override
    public long readTwo(byte[] message) throws IOException {
        OrdersProto.Order order = OrdersProto.Order.parseFrom(message);
        return Checksum.text(Checksum.mix(0, order.getUserId()), order.getCurrency());
    }

    @Override
    public long readHead(byte[] message) throws IOException {
        OrdersProto.OrderHead order = OrdersProto.OrderHead.parseFrom(message);
        return Checksum.text(Checksum.mix(0, order.getUserId()), order.getCurrency());
    }

    @Override
    public int write(int message) throws IOException {
        return write(GoogleMessages.order(orders.get(message)));
    }

    @Override
    public int encode(int message) throws IOException {
        return write(built.get(message));
    }

    private int write(OrdersProto.Order order) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(written);
        order.writeTo(out);
        return out.getTotalBytesWritten();
    }

    @Override
    public byte[] written() {
        return written;
    }
}
