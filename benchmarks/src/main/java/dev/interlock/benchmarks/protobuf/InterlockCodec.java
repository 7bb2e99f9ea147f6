package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.protobuf.Views.OrderHeadView;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.proto.Repeated;
import java.io.IOException;
import java.util.List;

/**
 * Interlock. Parsing checks a whole message, including UTF-8. Texts are read in place. A view declares only the wanted
 * fields, so reading two fields takes a separate view.
 */
class InterlockCodec implements Codec {
    final ByteWriter out = new ByteWriter(Contender.LARGEST);
    final boolean isBatch;
    private final Views_BatchViewDecoder batchDecoder = new Views_BatchViewDecoder();
    private final Views_BatchHeadViewDecoder batchHeadDecoder = new Views_BatchHeadViewDecoder();
    private final Writers_BatchWriterEncoder batchEncoder = new Writers_BatchWriterEncoder();
    private final Views_OrderViewDecoder decoder = new Views_OrderViewDecoder();
    private final Views_OrderHeadViewDecoder headDecoder = new Views_OrderHeadViewDecoder();
    private final Writers_OrderWriterEncoder encoder = new Writers_OrderWriterEncoder();
    private final Batch batch = Payload.batch();
    private final List<Order> orders;

    InterlockCodec(Payload payload) {
        isBatch = payload == Payload.BATCH;
        orders = payload.orders();
    }

    @Override
    public final long readAll(byte[] message) {
        return isBatch
                ? InterlockMessages.checksum(batchDecoder.parse(message, 0, message.length))
                : InterlockMessages.checksum(0, decoder.parse(message, 0, message.length));
    }

    @Override
    public final long readTwo(byte[] message) {
        if (!isBatch) {
            OrderHeadView order = headDecoder.parse(message, 0, message.length);
            return Checksum.text(Checksum.mix(0, order.userId()), order.currency());
        }
        Repeated<OrderHeadView> parsed =
                batchHeadDecoder.parse(message, 0, message.length).orders();
        long sum = 0;
        for (int i = 0; i < parsed.size(); i++) {
            OrderHeadView order = parsed.get(i);
            sum = Checksum.text(Checksum.mix(sum, order.userId()), order.currency());
        }
        return sum;
    }

    @Override
    public final long readHead(byte[] message) {
        return readTwo(message);
    }

    @Override
    public int write(int message) throws IOException {
        out.clear();
        if (isBatch) {
            InterlockMessages.write(batchEncoder.begin(out), batch);
            batchEncoder.end();
        } else {
            InterlockMessages.write(encoder.begin(out), orders.get(message));
            encoder.end();
        }
        return out.length();
    }

    @Override
    public final int encode(int message) {
        throw new UnsupportedOperationException("there are no message objects");
    }

    @Override
    public final byte[] written() {
        return out.array();
    }
}
