package dev.interlock.recording;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.redact.Redactor;
import dev.interlock.recording.segment.Lengths;

/**
 * Redacts a captured exchange, and encodes it as a {@code RecordedExchange} behind its length. Confined to the recorder
 * thread.
 */
final class ExchangeEncoder {
    private static final byte[] HTTP = Wire.ascii("http");
    private static final int CLIENT_ERRORS = 400;
    private static final byte[] HTTPS = Wire.ascii("https");
    /** Number of connections whose last request fields are cached. */
    private static final int REQUEST_SECTIONS = 512;
    /** Number of routes whose last response fields are cached. */
    private static final int RESPONSE_SECTIONS = 128;

    private final Policies policies;
    private final Redactor redactor;
    private final BodyEncoder bodies;
    private final FieldEncoder fields;
    private final SectionCache requests = new SectionCache(REQUEST_SECTIONS);
    private final SectionCache responses = new SectionCache(RESPONSE_SECTIONS);
    /** Redacted target of the request. */
    private final ByteWriter target = new ByteWriter(4096);

    private byte[] entry = {};
    /** Index of the entry in its array. */
    private int start;

    private RoutePolicy policy;
    private int flags;

    ExchangeEncoder(Policies policies, Redactor redactor) {
        this.policies = policies;
        this.redactor = redactor;
        policy = policies.at(0);
        bodies = new BodyEncoder(redactor);
        fields = new FieldEncoder(redactor);
    }

    /**
     * Appends the message of an exchange.
     *
     * @param captured array with an entry of the ring
     * @param index index of the entry in the array
     * @param unixOffset difference between nanoseconds since 1970 and {@link System#nanoTime}
     */
    void append(byte[] captured, int index, long unixOffset, ByteWriter out) {
        entry = captured;
        start = index;
        policy = policies.at(number(Entry.POLICY));
        flags = number(Entry.FLAGS);
        int from = out.extend(Lengths.BYTES);
        out.ensure(3 * Wire.NUMBER_ROOM);
        byte[] into = out.array();
        int at = Wire.putNumber(into, out.length(), 1, longNumber(Entry.CONNECTION));
        at = Wire.putNumber(into, at, 2, longNumber(Entry.SEQUENCE));
        out.advance(Wire.putNumber(into, at, 3, longNumber(Entry.BEGUN) + unixOffset));
        redactor.beginRequest(hasFailed());
        if ((flags & Entry.HAS_REQUEST) != 0) {
            request(out);
        }
        redactor.beginResponse();
        if ((flags & Entry.HAS_RESPONSE) != 0) {
            response(out);
        }
        Wire.bytes(6, policy.template(), out);
        int reason = flags >>> Entry.REASON_SHIFT;
        if (reason > 0) {
            Wire.bytes(7, ConstantTexts.ABORT_REASONS[reason - 1], out);
        }
        if ((flags & Entry.IS_LATE) != 0) {
            Wire.number(8, 1, out);
        }
        Wire.end(from, out);
    }

    /** Returns a number of the fixed part of the entry. */
    private int number(int index) {
        return Entry.getInt(entry, start + index);
    }

    private long longNumber(int index) {
        return Entry.getLong(entry, start + index);
    }

    /** Returns whether the response is an error, which may repeat hidden values of the request. */
    private boolean hasFailed() {
        return number(Entry.STATUS) >= CLIENT_ERRORS;
    }

    private void request(ByteWriter out) {
        int bounds = start + Entry.FIXED;
        int count = number(Entry.REQUEST_FIELDS);
        int head = bounds + (Entry.HEAD_BOUNDS + Entry.FIELD_BOUNDS * count) * Integer.BYTES;
        int authority = bounds + number(Entry.HEAD_BYTES);
        int body = authority + number(Entry.AUTHORITY_BYTES);
        int from = Wire.begin(4, out);
        line(bounds, head - number(Entry.HEAD_BASE), authority, body, out);
        int fieldsFrom = head + number(Entry.FIELDS_FROM);
        fields.begin(
                entry,
                bounds + Entry.HEAD_BOUNDS * Integer.BYTES,
                count,
                head + number(Entry.FIELDS_ORIGIN),
                fieldsFrom,
                fieldsFrom + number(Entry.FIELDS_BYTES));
        fields(6, requests, longNumber(Entry.CONNECTION), out);
        long total = longNumber(Entry.REQUEST_TOTAL);
        boolean isWhole = (flags & Entry.HAS_BODY) == 0 || (flags & Entry.BODY_IS_COMPLETE) != 0;
        if (total > 0 || !isWhole) {
            bodies.begin(entry, body, body + number(Entry.REQUEST_BODY), total, isWhole);
            if ((flags & Entry.HAS_REQUEST_DIGEST) != 0) {
                bodies.digestAt(start + number(Entry.LENGTH) - number(Entry.DIGESTS));
            }
            bodies.append(7, policy, true, fields, out);
        }
        Wire.end(from, out);
    }

    /** Appends fields. The fields of a failed exchange also depend on the other parts of the exchange. */
    private void fields(int number, SectionCache cache, long key, ByteWriter out) {
        if (hasFailed()) {
            fields.append(number, out);
        } else {
            fields.append(number, cache, key, out);
        }
    }

    /**
     * Appends the parts of the request line, and the authority without the user's name and password.
     *
     * @param shift number to add to each bound to get an index in the entry
     * @param stated range of the entry with the authority from a trusted proxy; empty if there is none
     */
    private void line(int bounds, int shift, int stated, int statedTo, ByteWriter out) {
        boolean isStated = statedTo > stated;
        int authorityTo = isStated ? statedTo : Entry.getInt(entry, bounds + 36) + shift;
        int authority = Redactor.hostOf(entry, isStated ? stated : Entry.getInt(entry, bounds + 32) + shift, authorityTo);
        int method = Entry.getInt(entry, bounds) + shift;
        int methodTo = Entry.getInt(entry, bounds + 4) + shift;
        byte[] scheme = (flags & Entry.IS_SECURE) != 0 ? HTTPS : HTTP;
        byte[] protocol = ConstantTexts.PROTOCOLS[number(Entry.PROTOCOL)];
        target(bounds, shift);
        out.ensure(5 * Wire.TEXT_ROOM
                + (methodTo - method)
                + target.length()
                + scheme.length
                + (authorityTo - authority)
                + protocol.length);
        byte[] into = out.array();
        int at = Wire.putText(into, out.length(), 1, entry, method, methodTo);
        at = Wire.putBytes(into, at, 2, target.array(), 0, target.length());
        at = Wire.putBytes(into, at, 3, scheme, 0, scheme.length);
        at = Wire.putText(into, at, 4, entry, authority, authorityTo);
        out.advance(Wire.putBytes(into, at, 5, protocol, 0, protocol.length));
    }

    private void target(int bounds, int shift) {
        int query = Entry.getInt(entry, bounds + 24);
        target.clear();
        redactor.appendTarget(
                policy.rules(),
                entry,
                Entry.getInt(entry, bounds + 8) + shift,
                Entry.getInt(entry, bounds + 12) + shift,
                Entry.getInt(entry, bounds + 16) + shift,
                Entry.getInt(entry, bounds + 20) + shift,
                query < 0 ? -1 : query + shift,
                query < 0 ? -1 : Entry.getInt(entry, bounds + 28) + shift,
                target);
    }

    private void response(ByteWriter out) {
        int bounds = start + Entry.FIXED + number(Entry.HEAD_BYTES) + number(Entry.AUTHORITY_BYTES) + number(Entry.REQUEST_BODY);
        int count = number(Entry.RESPONSE_FIELDS);
        int bytesFrom = bounds + Entry.FIELD_BOUNDS * count * Integer.BYTES;
        int body = bounds + number(Entry.RESPONSE_BYTES);
        int from = Wire.begin(5, out);
        Wire.number(1, number(Entry.STATUS), out);
        fields.begin(entry, bounds, count, bytesFrom + number(Entry.RESPONSE_ORIGIN), bytesFrom, body);
        fields(2, responses, policy.index(), out);
        long total = longNumber(Entry.RESPONSE_TOTAL);
        if (total > 0) {
            boolean isWhole = flags >>> Entry.REASON_SHIFT == 0 && (flags & Entry.IS_FILE) == 0;
            bodies.begin(entry, body, body + number(Entry.RESPONSE_BODY), total, isWhole);
            if ((flags & Entry.HAS_RESPONSE_DIGEST) != 0) {
                bodies.digestAt(start + number(Entry.LENGTH) - Entry.DIGEST_BYTES);
            }
            bodies.append(3, policy, false, fields, out);
        }
        time(4, Entry.FIRST_BYTE, out);
        time(5, Entry.LAST_BYTE, out);
        Wire.end(from, out);
    }

    private void time(int number, int index, ByteWriter out) {
        long time = longNumber(index);
        if (time != 0) {
            Wire.number(number, Math.max(0, time - longNumber(Entry.BEGUN)), out);
        }
    }
}
