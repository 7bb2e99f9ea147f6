package dev.interlock.benchmarks.http2;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.head.ResponseFields;
import dev.interlock.http2.internal.hpack.HpackEncoder;
import dev.interlock.internal.message.DateLine;
import dev.interlock.internal.syntax.FieldSection;
import java.util.List;
import java.util.Random;

/** Encodes the heads of responses with Interlock's codec. As a handler does, adds the fields to each. */
final class OurResponses implements Work.Codec {
    private static final int DATE_FROM = 6;
    private static final int DATE_TO = 35;
    /** Length of the body that each head states. */
    private static final int LENGTH = 1234;

    private final HpackEncoder encoder = new HpackEncoder(4096);
    private final ByteWriter block = new ByteWriter(1024);
    private final FieldSection fields = new FieldSection();
    private final DateLine date = new DateLine();
    private final byte[][][] lines = new byte[Requests.COUNT][][];
    private final int[] nameLengths;

    OurResponses(Client client) {
        Random random = new Random(1);
        for (int i = 0; i < Requests.COUNT; i++) {
            lines[i] = client.response(random).stream()
                    .map(it -> FieldSection.encode(it[0], it[1]))
                    .toArray(byte[][]::new);
        }
        List<String[]> names = client.response(random);
        nameLengths = names.stream().mapToInt(it -> it[0].length()).toArray();
    }

    @Override
    public int handle(int number) {
        block.clear();
        fields.clear();
        byte[][] all = lines[number];
        for (int i = 0; i < all.length; i++) {
            fields.add(all[i], nameLengths[i]);
        }
        ResponseFields.appendHead(encoder, block, 200, fields, date.bytes(), DATE_FROM, DATE_TO, LENGTH);
        return block.length();
    }
}
