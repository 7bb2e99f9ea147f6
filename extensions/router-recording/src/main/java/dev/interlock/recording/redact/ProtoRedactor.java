package dev.interlock.recording.redact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;

/**
 * Hides secret fields of a protobuf message in one pass over its bytes. Replaces secret text with a pseudonym, and a
 * secret number with another number. Drops all other secrets, and secret fields with an undeclared wire type. Not safe
 * for use by several threads.
 */
final class ProtoRedactor {
    /** Maximum nesting depth of messages, as in protobuf-java. */
    private static final int MAX_DEPTH = 100;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int START = 3;
    private static final int END = 4;
    private static final int FIXED32 = 5;

    /** Field number of the value in a map entry. */
    private static final int VALUE = 2;

    /** Maximum pseudonym of a varint. It fits into every integer type. */
    private static final int MAX_NUMBER = Integer.MAX_VALUE;

    private final Pseudonyms pseudonyms;
    private MessageGraph graph = MessageGraph.EMPTY;
    private byte[] bytes = {};
    private int at;
    private boolean isMalformed;
    /** Type that contains the map whose entries are being read. */
    private int mapType;

    private int mapField;

    ProtoRedactor(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /**
     * Appends the redacted message.
     *
     * @return false if the message is malformed; callers must then discard the output
     */
    boolean append(MessageGraph secrets, byte[] message, int from, int to, ByteWriter out) {
        graph = secrets;
        bytes = message;
        at = from;
        isMalformed = false;
        fields(secrets.isEmpty() ? MessageGraph.NONE : 0, false, to, 0, 0, out);
        return !isMalformed && at == to;
    }

    /**
     * Reads fields up to {@code to}, or up to the end of a group.
     *
     * @param type type of the message; {@link MessageGraph#NONE} copies all fields
     * @param isEntry whether this is an entry of the map {@link #mapType}, {@link #mapField}
     * @param group field number of the group, or 0 for a length-delimited message
     */
    private void fields(int type, boolean isEntry, int to, int group, int depth, ByteWriter out) {
        int entryType = mapType;
        int entryField = mapField;
        if (depth > MAX_DEPTH) {
            isMalformed = true;
        }
        while (!isMalformed && at < to) {
            int from = at;
            long tag = varint(to);
            int number = (int) (tag >>> 3);
            int wire = (int) tag & 7;
            if (number == 0 || tag >>> 32 != 0) {
                isMalformed = true;
            } else if (wire == END) {
                isMalformed |= number != group;
                out.append(bytes, from, at);
                return;
            } else if (isEntry) {
                int field = number == VALUE ? entryField : -1;
                field(field < 0 ? MessageGraph.NONE : entryType, field, false, wire, number, from, to, depth, out);
            } else {
                int field = graph.find(type, number);
                boolean isMap = field >= 0 && graph.isMap(type, field);
                field(type, field, isMap, wire, number, from, to, depth, out);
            }
        }
        isMalformed |= group != 0;
    }

    /**
     * Reads a field whose tag has been read.
     *
     * @param field index in its type, or -1 for a field without a secret
     */
    private void field(
            int type, int field, boolean isMap, int wire, int number, int from, int to, int depth, ByteWriter out) {
        if (field < 0) {
            skip(wire, number, to, depth);
            out.append(bytes, from, isMalformed ? from : at);
        } else if (isMap || graph.kind(type, field) == MessageGraph.Kind.MESSAGE) {
            if (isMap) {
                mapType = type;
                mapField = field;
            }
            int inner = isMap ? MessageGraph.NONE : graph.type(type, field);
            nested(inner, isMap, wire, number, from, to, depth, out);
        } else {
            int valueFrom = at;
            skip(wire, number, to, depth);
            if (!isMalformed) {
                hide(graph.kind(type, field), wire, from, valueFrom, out);
            }
        }
    }

    private void nested(int type, boolean isEntry, int wire, int number, int from, int to, int depth, ByteWriter out) {
        if (wire == START) {
            out.append(bytes, from, at);
            fields(type, isEntry, to, number, depth + 1, out);
        } else if (wire == LENGTH) {
            int tagTo = at;
            long length = varint(to);
            if (isMalformed || length < 0 || length > to - at) {
                isMalformed = true;
                return;
            }
            out.append(bytes, from, tagTo);
            ByteWriter inner = new ByteWriter((int) length + 64);
            fields(type, isEntry, at + (int) length, 0, depth + 1, inner);
            putVarint(inner.length(), out);
            out.append(inner.array(), 0, inner.length());
        } else {
            // The wire type does not match the declaration, so no reader takes the field for a message.
            skip(wire, number, to, depth);
        }
    }

    /** Appends a pseudonym instead of the value that ends here. */
    private void hide(MessageGraph.Kind kind, int wire, int from, int valueFrom, ByteWriter out) {
        if (kind == MessageGraph.Kind.TEXT && wire == LENGTH) {
            int tagTo = valueFrom;
            int textFrom = at - (int) value(valueFrom);
            ByteWriter text = new ByteWriter(64);
            pseudonyms.append(bytes, textFrom, at, text);
            out.append(bytes, from, tagTo);
            putVarint(text.length(), out);
            out.append(text.array(), 0, text.length());
        } else if (kind == MessageGraph.Kind.NUMBER && wire == VARINT) {
            out.append(bytes, from, valueFrom);
            byte[] decimal = Long.toString(value(valueFrom)).getBytes(US_ASCII);
            pseudonyms.echoes().add(decimal, 0, decimal.length);
            putVarint(pseudonyms.number(bytes, valueFrom, at) & MAX_NUMBER, out);
        } else if (kind == MessageGraph.Kind.NUMBER && (wire == FIXED64 || wire == FIXED32)) {
            out.append(bytes, from, valueFrom);
            long number = pseudonyms.number(bytes, valueFrom, at) & MAX_NUMBER;
            for (int i = valueFrom; i < at; i++) {
                out.append((byte) (number >>> (8 * (i - valueFrom))));
            }
        }
        // Drops all other values, such as packed numbers.
    }

    /** Returns the value of a varint that ends here or later. */
    private long value(int from) {
        int end = at;
        at = from;
        long value = varint(end);
        at = end;
        return value;
    }

    private void skip(int wire, int number, int to, int depth) {
        switch (wire) {
            case VARINT -> varint(to);
            case FIXED64 -> advance(Long.BYTES, to);
            case FIXED32 -> advance(Integer.BYTES, to);
            case LENGTH -> advance(varint(to), to);
            case START -> skipGroup(number, to, depth + 1);
            default -> isMalformed = true;
        }
    }

    private void skipGroup(int group, int to, int depth) {
        isMalformed |= depth > MAX_DEPTH;
        while (!isMalformed && at < to) {
            long tag = varint(to);
            int number = (int) (tag >>> 3);
            if (((int) tag & 7) == END) {
                isMalformed |= number != group;
                return;
            }
            skip((int) tag & 7, number, to, depth);
        }
        isMalformed = true;
    }

    private void advance(long count, int to) {
        if (isMalformed || count < 0 || count > to - at) {
            isMalformed = true;
        } else {
            at += (int) count;
        }
    }

    private long varint(int to) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE && at < to; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        isMalformed = true;
        return 0;
    }

    private static void putVarint(long value, ByteWriter out) {
        long rest = value;
        while (rest >>> 7 != 0) {
            out.append((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.append((byte) rest);
    }
}
