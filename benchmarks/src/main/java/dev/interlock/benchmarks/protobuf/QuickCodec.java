package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.quickbuf.OrdersProto;
import java.io.IOException;
import java.util.List;
import us.hebi.quickbuf.ProtoMessage;
import us.hebi.quickbuf.ProtoSink;
import us.hebi.quickbuf.ProtoSource;
import us.hebi.quickbuf.RepeatedMessage;

/**
 * QuickBuffers. Reuses messages, source and sink, so it allocates nothing. Parsing copies strings and {@code bytes},
 * and does not check UTF-8.
 */
final class QuickCodec implements Codec {
    private final byte[] written = new byte[Contender.LARGEST];
    private final ProtoSource source = ProtoSource.newArraySource();
    private final ProtoSink sink = ProtoSink.newArraySink();
    private final OrdersProto.Order order = OrdersProto.Order.newInstance();
    private final OrdersProto.OrderHead orderHead = OrdersProto.OrderHead.newInstance();
    private final OrdersProto.Batch batch = OrdersProto.Batch.newInstance();
    private final OrdersProto.BatchHead batchHead = OrdersProto.BatchHead.newInstance();
    private final QuickMessages messages;
    private final boolean isBatch;
    private final Batch sourceBatch = Payload.batch();
    private final List<Order> orders;
    private final List<? extends ProtoMessage<?>> built;

    QuickCodec(Payload payload, QuickText text) {
        messages = text.messages();
        isBatch = payload == Payload.BATCH;
        orders = payload.orders();
        built = isBatch
                ? List.of(QuickMessages.fill(OrdersProto.Batch.newInstance(), sourceBatch))
                : orders.stream()
                        .map(each -> QuickMessages.fill(OrdersProto.Order.newInstance(), each))
                        .toList();
    }

    @Override
    public long readAll(byte[] message) throws IOException {
        return isBatch ? messages.checksum(parse(batch, message)) : messages.checksum(0, parse(order, message));
    }

    /** Parses a message. Does not use clearQuick(), which keeps the last message's values in absent fields. */
    private <M extends ProtoMessage<M>> M parse(M target, byte[] message) throws IOException {
        return ProtoMessage.mergeFrom(target.clear(), source.setInput(message));
    }

    @Override
    public long readTwo(byte[] message) throws IOException {
        if (!isBatch) {
            parse(order, message);
            return messages.text(Checksum.mix(0, order.getUserId()), order.getCurrencyBytes());
        }
        RepeatedMessage<OrdersProto.Order> parsed = parse(batch, message).getOrders();
        long sum = 0;
        for (int i = 0; i < parsed.length(); i++) {
            OrdersProto.Order each = parsed.get(i);
            sum = messages.text(Checksum.mix(sum, each.getUserId()), each.getCurrencyBytes());
        }
        return sum;
    }

    @Override
    public long readHead(byte[] message) throws IOException {
        if (!isBatch) {
            parse(orderHead, message);
            return messages.text(Checksum.mix(0, orderHead.getUserId()), orderHead.getCurrencyBytes());
        }
        RepeatedMessage<OrdersProto.OrderHead> parsed =
                parse(batchHead, message).getOrders();
        long sum = 0;
        for (int i = 0; i < parsed.length(); i++) {
            OrdersProto.OrderHead each = parsed.get(i);
            sum = messages.text(Checksum.mix(sum, each.getUserId()), each.getCurrencyBytes());
        }
        return sum;
    }

    @Override
    public int write(int message) throws IOException {
        return write(isBatch ? QuickMessages.fill(batch, sourceBatch) : QuickMessages.fill(order, orders.get(message)));
    }

    @Override
    public int encode(int message) throws IOException {
        return write(built.get(message));
    }

    private int write(ProtoMessage<?> message) throws IOException {
        // The size must be computed before the message is written.
        int size = message.getSerializedSize();
        message.writeTo(sink.setOutput(written));
        return size;
    }

    @Override
    public byte[] written() {
        return written;
    }
}
