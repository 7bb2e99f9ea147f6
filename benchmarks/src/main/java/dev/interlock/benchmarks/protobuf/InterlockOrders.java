package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Views.OrderHeadView;
import dev.interlock.bytes.ByteWriter;
import java.util.List;

/**
 * Interlock on orders. What is parsed is checked as a whole, UTF-8 with it; texts are read where they lie. A view declares
 * the fields that are wanted, so two fields take a view of their own.
 */
final class InterlockOrders implements Codec {
    private final ByteWriter out = new ByteWriter(Contender.LARGEST);
    private final Views_OrderViewDecoder decoder = new Views_OrderViewDecoder();
    private final Views_OrderHeadViewDecoder headDecoder = new Views_OrderHeadViewDecoder();
    private final Writers_OrderWriterEncoder encoder = new Writers_OrderWriterEncoder();
    private final List<Order> orders;

    InterlockOrders(List<Order> orders) {
        this.orders = orders;
    }

    @Override
    public long readAll(byte[] message) {
        return InterlockMessages.checksum(0, decoder.parse(message, 0, message.length));
    }

    @Override
    public long readTwo(byte[] message) {
        OrderHeadView order = headDecoder.parse(message, 0, message.length);
        return Checksum.text(Checksum.mix(0, order.userId()), order.currency());
    }

    @Override
    public long readHead(byte[] message) {
        return readTwo(message);
    }

    @Override
    public int write(int message) {
        out.clear();
        InterlockMessages.write(encoder.begin(out), orders.get(message));
        encoder.end();
        return out.length();
    }

    @Override
    public int encode(int message) {
        throw new UnsupportedOperationException("there are no message objects");
    }

    @Override
    public byte[] written() {
        return out.array();
    }
}
