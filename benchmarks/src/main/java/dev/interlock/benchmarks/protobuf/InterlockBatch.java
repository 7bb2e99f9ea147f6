package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Views.OrderHeadView;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.proto.Repeated;

/** Interlock on a batch, as {@link InterlockOrders} on orders. */
final class InterlockBatch implements Codec {
    private final ByteWriter out = new ByteWriter(Contender.LARGEST);
    private final Views_BatchViewDecoder decoder = new Views_BatchViewDecoder();
    private final Views_BatchHeadViewDecoder headDecoder = new Views_BatchHeadViewDecoder();
    private final Writers_BatchWriterEncoder encoder = new Writers_BatchWriterEncoder();
    private final Batch batch;

    InterlockBatch(Batch batch) {
        this.batch = batch;
    }

    @Override
    public long readAll(byte[] message) {
        return InterlockMessages.checksum(decoder.parse(message, 0, message.length));
    }

    @Override
    public long readTwo(byte[] message) {
        Repeated<OrderHeadView> orders =
                headDecoder.parse(message, 0, message.length).orders();
        long sum = 0;
        for (int i = 0; i < orders.size(); i++) {
            OrderHeadView order = orders.get(i);
            sum = Checksum.text(Checksum.mix(sum, order.userId()), order.currency());
        }
        return sum;
    }

    @Override
    public long readHead(byte[] message) {
        return readTwo(message);
    }

    @Override
    public int write(int message) {
        out.clear();
        InterlockMessages.write(encoder.begin(out), batch);
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
