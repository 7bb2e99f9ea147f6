package dev.interlock.http2.internal.hpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.error.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes whole blocks into texts. Reports fields whose name begins with "checked" as checked. */
public final class SectionReader implements FieldSink {
    private static final int NO_LIMIT = 1 << 20;

    public final HpackDecoder decoder = new HpackDecoder();
    private final ByteWriter bytes = new ByteWriter(0);
    private final List<String> fields = new ArrayList<>();
    private @Nullable Violation violation;

    @Override
    public boolean field(
            byte[] array,
            int nameFrom,
            int nameTo,
            int valueTo,
            int staticName,
            boolean neverIndexed,
            boolean checked) {
        String name = new String(array, nameFrom, nameTo - nameFrom, ISO_8859_1);
        if (staticName != StaticTable.findExact(array, nameFrom, nameTo)) {
            throw new AssertionError("static name " + staticName + " for " + name);
        }
        String value = new String(array, nameTo, valueTo - nameTo, ISO_8859_1);
        fields.add(name + ": " + value + (neverIndexed ? " (never indexed)" : "") + (checked ? " (checked)" : ""));
        return name.startsWith("checked");
    }

    /** Decodes a block. Returns its fields as "name: value", or null after a violation. */
    public @Nullable List<String> read(byte[] block) {
        return read(block, NO_LIMIT);
    }

    public @Nullable List<String> read(byte[] block, int limit) {
        return read(block, limit, block.length);
    }

    /** Like {@link #read(byte[])}, but passes the first {@code cut} bytes in a separate fragment. */
    public @Nullable List<String> read(byte[] block, int limit, int cut) {
        bytes.clear();
        fields.clear();
        decoder.begin(bytes, this, limit);
        int next = decoder.decode(block, 0, cut);
        if (next != HpackDecoder.FAILED) {
            next = decoder.decode(block, next, block.length);
        }
        violation = decoder.violation();
        if (violation == null) {
            violation = decoder.end(next == block.length);
        }
        return violation == null ? List.copyOf(fields) : null;
    }

    public @Nullable Violation violation() {
        return violation;
    }
}
