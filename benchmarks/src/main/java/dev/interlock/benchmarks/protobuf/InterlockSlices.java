package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.SliceWriters.BatchWriter;
import dev.interlock.bytes.ByteWriter;
import java.io.IOException;
import java.util.List;

/** Interlock, as an application uses it that keeps its texts as UTF-8. It reads as it does with any other. */
final class InterlockSlices implements Codec {
    private final ByteWriter out = new ByteWriter(Contender.LARGEST);
    private final SliceWriters_BatchWriterEncoder batchEncoder = new SliceWriters_BatchWriterEncoder();
    private final SliceWriters_OrderWriterEncoder orderEncoder = new SliceWriters_OrderWriterEncoder();
    private final Codec reading;
    private final List<SliceOrder> orders;
    private final Payload payload;
    private final long batchId = Payload.batch().id();

    InterlockSlices(Payload payload) {
        this.payload = payload;
        reading = Contender.INTERLOCK.open(payload);
        orders = payload.orders().stream().map(SliceOrder::new).toList();
    }

    @Override
    public long readAll(byte[] message) throws IOException {
        return reading.readAll(message);
    }

    @Override
    public long readTwo(byte[] message) throws IOException {
        return reading.readTwo(message);
    }

    @Override
    public long readHead(byte[] message) throws IOException {
        return reading.readHead(message);
    }

    @Override
    public int write(int message) {
        out.clear();
        if (payload == Payload.BATCH) {
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

    @Override
    public int encode(int message) {
        throw new UnsupportedOperationException("there are no message objects");
    }

    @Override
    public byte[] written() {
        return out.array();
    }
}
