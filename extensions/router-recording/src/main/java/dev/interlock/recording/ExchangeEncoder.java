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

    private final Policies policies;
    private final Redactor redactor;
    private final BodyEncoder bodies;
    private final FieldEncoder fields;
    private final ByteWriter scratch = new ByteWriter(4096);

    private byte[] entry = {};
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
     * @param captured entry of the ring
     * @param unixOffset difference between nanoseconds since 1970 and {@link System#nanoTime}
     */
    void append(byte[] captured, long unixOffset, ByteWriter out) {
        entry = captured;
        policy = policies.at(Entry.getInt(captured, Entry.POLICY));
        flags = Entry.getInt(captured, Entry.FLAGS);
        int from = out.extend(Lengths.BYTES);
        Wire.number(1, Entry.getLong(captured, Entry.CONNECTION), out);
        Wire.number(2, Entry.getLong(captured, Entry.SEQUENCE), out);
        Wire.number(3, Entry.getLong(captured, Entry.BEGUN) + unixOffset, out);
        redactor.beginRequest(at(Entry.STATUS) >= CLIENT_ERRORS);
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

    private int at(int index) {
        return Entry.getInt(entry, index);
    }

    private void request(ByteWriter out) {
        int bounds = Entry.FIXED;
        int count = at(Entry.REQUEST_FIELDS);
        int bytesFrom = bounds + (Entry.HEAD_BOUNDS + Entry.FIELD_BOUNDS * count) * Integer.BYTES;
        int shift = bytesFrom - at(Entry.HEAD_BASE);
        int authority = bounds + at(Entry.HEAD_BYTES);
        int body = authority + at(Entry.AUTHORITY_BYTES);
        int from = Wire.begin(4, out);
        Wire.text(1, entry, at(bounds) + shift, at(bounds + 4) + shift, out);
        target(bounds, shift, out);
        Wire.bytes(3, (flags & Entry.IS_SECURE) != 0 ? HTTPS : HTTP, out);
        if (body > authority) {
            authority(authority, body, out);
        } else if (at(bounds + 36) > at(bounds + 32)) {
            authority(at(bounds + 32) + shift, at(bounds + 36) + shift, out);
        }
        Wire.bytes(5, ConstantTexts.PROTOCOLS[at(Entry.PROTOCOL)], out);
        fields.append(6, entry, bounds + Entry.HEAD_BOUNDS * Integer.BYTES, count, shift, out);
        long total = Entry.getLong(entry, Entry.REQUEST_TOTAL);
        boolean isWhole = (flags & Entry.HAS_BODY) == 0 || (flags & Entry.BODY_IS_COMPLETE) != 0;
        if (total > 0 || !isWhole) {
            bodies.begin(entry, body, body + at(Entry.REQUEST_BODY), total, isWhole);
            if ((flags & Entry.HAS_REQUEST_DIGEST) != 0) {
                bodies.digestAt(at(Entry.LENGTH) - at(Entry.DIGESTS));
            }
            bodies.append(7, policy, true, fields, out);
        }
        Wire.end(from, out);
    }

    /** Appends an authority without the user's name and password. */
    private void authority(int from, int to, ByteWriter out) {
        Wire.text(4, entry, Redactor.hostOf(entry, from, to), to, out);
    }

    private void target(int bounds, int shift, ByteWriter out) {
        int query = at(bounds + 24);
        scratch.clear();
        redactor.appendTarget(
                policy.rules(),
                entry,
                at(bounds + 8) + shift,
                at(bounds + 12) + shift,
                at(bounds + 16) + shift,
                at(bounds + 20) + shift,
                query < 0 ? -1 : query + shift,
                query < 0 ? -1 : at(bounds + 28) + shift,
                scratch);
        Wire.bytes(2, scratch.array(), 0, scratch.length(), out);
    }

    private void response(ByteWriter out) {
        int bounds = Entry.FIXED + at(Entry.HEAD_BYTES) + at(Entry.AUTHORITY_BYTES) + at(Entry.REQUEST_BODY);
        int count = at(Entry.RESPONSE_FIELDS);
        int bytesFrom = bounds + Entry.FIELD_BOUNDS * count * Integer.BYTES;
        int body = bounds + at(Entry.RESPONSE_BYTES);
        int from = Wire.begin(5, out);
        Wire.number(1, at(Entry.STATUS), out);
        fields.append(2, entry, bounds, count, bytesFrom - at(Entry.RESPONSE_BASE), out);
        long total = Entry.getLong(entry, Entry.RESPONSE_TOTAL);
        if (total > 0) {
            boolean isWhole = flags >>> Entry.REASON_SHIFT == 0 && (flags & Entry.IS_FILE) == 0;
            bodies.begin(entry, body, body + at(Entry.RESPONSE_BODY), total, isWhole);
            if ((flags & Entry.HAS_RESPONSE_DIGEST) != 0) {
                bodies.digestAt(at(Entry.LENGTH) - Entry.DIGEST_BYTES);
            }
            bodies.append(3, policy, false, fields, out);
        }
        time(4, Entry.FIRST_BYTE, out);
        time(5, Entry.LAST_BYTE, out);
        Wire.end(from, out);
    }

    private void time(int number, int index, ByteWriter out) {
        long time = Entry.getLong(entry, index);
        if (time != 0) {
            Wire.number(number, Math.max(0, time - Entry.getLong(entry, Entry.BEGUN)), out);
        }
    }
}
