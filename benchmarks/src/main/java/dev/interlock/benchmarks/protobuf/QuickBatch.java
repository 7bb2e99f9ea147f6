package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.quickbuf.OrdersProto;
import java.io.IOException;
import us.hebi.quickbuf.ProtoMessage;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;
import us.hebi.quickbuf.RepeatedMessage;

/** QuickBuffers on a batch, as {@link QuickOrders} on orders. */
final class QuickBatch implements Codec {
    private final byte[] written = new byte[Contender.LARGEST];
    private final ProtoSource source = ProtoSource.newArraySource();
    private final ProtoSink sink = ProtoSink.newArraySink();
    private final OrdersProto.Batch parsed = OrdersProto.Batch.newInstance();
    private final OrdersProto.BatchHead head = OrdersProto.BatchHead.newInstance();
    private final QuickMessages messages;
    private final Batch batch;
    private final OrdersProto.Batch built;

    QuickBatch(Batch batch, QuickText text) {
        this.batch = batch;
        messages = text.messages();
        built = QuickMessages.fill(OrdersProto.Batch.newInstance(), batch);
    }

    @Override
    public long readAll(byte[] message) throws IOException {
        return messages.checksum(parse(message));
    }

    @Override
    public long readTwo(byte[] message) throws IOException {
        RepeatedMessage<OrdersProto.Order> orders = parse(message).getOrders();
        long sum = 0;
        for (int i = 0; i < orders.length(); i++) {
            OrdersProto.Order order = orders.get(i);
            sum = messages.text(Checksum.mix(sum, order.getUserId()), order.getCurrencyBytes());
        }
        return sum;
    }

    private OrdersProto.Batch parse(byte[] message) throws IOException {
        return ProtoMessage.mergeFrom(parsed.clear(), source.setInput(message));
    }

    @Override
    public long readHead(byte[] message) throws IOException {
        ProtoMessage.mergeFrom(head.clear(), source.setInput(message));
        RepeatedMessage<OrdersProto.OrderHead> orders = head.getOrders();
        long sum = 0;
        for (int i = 0; i < orders.length(); i++) {
            OrdersProto.OrderHead order = orders.get(i);
            sum = messages.text(Checksum.mix(sum, order.getUserId()), order.getCurrencyBytes());
        }
        return sum;
    }

    @Override
    public int write(int message) throws IOException {
        return write(QuickMessages.fill(parsed, batch));
    }

    @Override
    public int encode(int message) throws IOException {
        return write(built);
    }

    private int write(OrdersProto.Batch message) throws IOException {
        int size = message.getSerializedSize();
        message.writeTo(sink.setOutput(written));
        return size;
    }

    @Override
    public byte[] written() {
        return written;
    }
}
