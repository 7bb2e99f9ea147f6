package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.quickbuf.OrdersProto;
import java.io.IOException;
import java.util.List;
import us.hebi.quickbuf.ProtoMessage;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;

/**
 * QuickBuffers on orders: messages, source and sink are used again, so that it allocates nothing. Strings and {@code bytes}
 * are copied when they are parsed; UTF-8 is not checked.
 */
final class QuickOrders implements Codec {
    private final byte[] written = new byte[Contender.LARGEST];
    private final ProtoSource source = ProtoSource.newArraySource();
    private final ProtoSink sink = ProtoSink.newArraySink();
    private final OrdersProto.Order order = OrdersProto.Order.newInstance();
    private final OrdersProto.OrderHead head = OrdersProto.OrderHead.newInstance();
    private final QuickMessages messages;
    private final List<Order> orders;
    private final List<OrdersProto.Order> built;

    QuickOrders(List<Order> orders, QuickText text) {
        this.orders = orders;
        messages = text.messages();
        built = orders.stream()
                .map(each -> QuickMessages.fill(OrdersProto.Order.newInstance(), each))
                .toList();
    }

    @Override
    public long readAll(byte[] message) throws IOException {
        return messages.checksum(0, parse(message));
    }

    @Override
    public long readTwo(byte[] message) throws IOException {
        parse(message);
        return messages.text(Checksum.mix(0, order.getUserId()), order.getCurrencyBytes());
    }

    private OrdersProto.Order parse(byte[] message) throws IOException {
        // Not clearQuick(), after which the values of absent fields are those of the last message.
        return ProtoMessage.mergeFrom(order.clear(), source.setInput(message));
    }

    @Override
    public long readHead(byte[] message) throws IOException {
        ProtoMessage.mergeFrom(head.clear(), source.setInput(message));
        return messages.text(Checksum.mix(0, head.getUserId()), head.getCurrencyBytes());
    }

    @Override
    public int write(int message) throws IOException {
        return write(QuickMessages.fill(order, orders.get(message)));
    }

    @Override
    public int encode(int message) throws IOException {
        return write(built.get(message));
    }

    private int write(OrdersProto.Order message) throws IOException {
        // Its sizes have to be counted before it is written.
        int size = message.getSerializedSize();
        message.writeTo(sink.setOutput(written));
        return size;
    }

    @Override
    public byte[] written() {
        return written;
    }
}
