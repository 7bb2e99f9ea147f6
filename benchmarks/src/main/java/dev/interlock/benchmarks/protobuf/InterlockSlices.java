package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.SliceWriters.BatchWriter;
import java.util.List;

/** Interlock in an application that keeps its texts as UTF-8. Reading is the same as with {@link InterlockCodec}. */
final class InterlockSlices extends InterlockCodec {
    private final SliceWriters_BatchWriterEncoder batchEncoder = new SliceWriters_BatchWriterEncoder();
    private final SliceWriters_OrderWriterEncoder orderEncoder = new SliceWriters_OrderWriterEncoder();
    private final List<SliceOrder> orders;
    private final long batchId = Payload.batch().id();

    InterlockSlices(Payload payload) {
        super(payload);
        orders = payload.orders().stream().map(SliceOrder::new).toList();
    }

    @Override
    public int write(int message) {
        out.clear();
        if (isBatch) {
            writeBatch(batchEncoder.begin(out));
            batchEncoder.end();
        } else {
            orders.get(message).write(orderEncoder.begin(out));
            orderEncoder.end();
        }
        return out.length();
    }

    private void writeBatch(BatchWriter writer) {
        writer.id(batchId);
        for (int i = 0; i < orders.size(); i++) {
            orders.get(i).write(writer.beginOrders());
            writer.endOrders();
        }
    }
}
