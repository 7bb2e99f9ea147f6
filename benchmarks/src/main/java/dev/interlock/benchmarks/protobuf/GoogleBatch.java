package dev.interlock.benchmarks.protobuf;

import com.google.protobuf.CodedOutputStream;
import dev.interlock.benchmarks.protobuf.google.OrdersProto;
import java.io.IOException;

/** protobuf-java on a batch, as {@link GoogleOrders} on orders. */
final class GoogleBatch implements Codec {
    private final byte[] written = new byte[Contender.LARGEST];
    private final Batch batch;
    private final OrdersProto.Batch built;

    GoogleBatch(Batch batch) {
        this.batch = batch;
        built = GoogleMessages.batch(batch);
    }

    @Override
    public long readAll(byte[] message) throws IOException {
        return GoogleMessages.checksum(OrdersProto.Batch.parseFrom(message));
    }

    @Override
    public long readTwo(byte[] message) throws IOException {
        OrdersProto.Batch parsed = OrdersProto.Batch.parseFrom(message);
        long sum = 0;
        for (int i = 0; i < parsed.getOrdersCount(); i++) {
            OrdersProto.Order order = parsed.getOrders(i);
            sum = Checksum.text(Checksum.mix(sum, order.getUserId()), order.getCurrency());
        }
        return sum;
    }

    @Override
    public long readHead(byte[] message) throws IOException {
        OrdersProto.BatchHead parsed = OrdersProto.BatchHead.parseFrom(message);
        long sum = 0;
        for (int i = 0; i < parsed.getOrdersCount(); i++) {
            OrdersProto.OrderHead order = parsed.getOrders(i);
            sum = Checksum.text(Checksum.mix(sum, order.getUserId()), order.getCurrency());
        }
        return sum;
    }

    @Override
    public int write(int message) throws IOException {
        return write(GoogleMessages.batch(batch));
    }

    @Override
    public int encode(int message) throws IOException {
        return write(built);
    }

    private int write(OrdersProto.Batch message) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(written);
        message.writeTo(out);
        return out.getTotalBytesWritten();
    }

    @Override
    public byte[] written() {
        return written;
    }
}
