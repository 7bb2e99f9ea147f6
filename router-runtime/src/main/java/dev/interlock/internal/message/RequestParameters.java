package dev.interlock.internal.message;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Slice;
import dev.interlock.http.FieldNames;
import dev.interlock.http.Fields;
import dev.interlock.http.Parts;
import dev.interlock.http.StreamedBody;
import dev.interlock.internal.form.CookieReader;
import dev.interlock.internal.form.FormScanner;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.form.MultipartReader;
import dev.interlock.internal.form.ReceivedFields;
import dev.interlock.internal.form.ReceivedParts;
import dev.interlock.internal.memory.MemoryMeter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Parameters of one request, by source. Repeated calls with the same names read a source only once. */
final class RequestParameters {
    private final FormSettings forms;
    private final ReceivedFields query = new ReceivedFields();
    private final ReceivedFields headers = new ReceivedFields();
    private final ReceivedFields cookies = new ReceivedFields();
    private final ReceivedFields form = new ReceivedFields();
    private final ReceivedFields trailers = new ReceivedFields();
    private @Nullable ReceivedParts parts;
    private MemoryMeter meter = MemoryMeter.FREE;
    /** Lease of the request in strict mode, or null. */
    private @Nullable Lease lease;

    RequestParameters(FormSettings forms) {
        this.forms = forms;
    }

    /** Sets the meter that is charged for parts and fields. */
    void meter(MemoryMeter newMeter) {
        meter = newMeter;
        query.meter(newMeter);
        headers.meter(newMeter);
        cookies.meter(newMeter);
        form.meter(newMeter);
        trailers.meter(newMeter);
    }

    /** Sets an array that outlives its requests. */
    void lasting(byte[] array) {
        query.lasting(array);
        headers.lasting(array);
        cookies.lasting(array);
        form.lasting(array);
    }

    /** Sets the lease of the request. After the lease ends, fields and parts cannot be read. */
    void lease(Lease requestLease) {
        lease = requestLease;
        query.lease(requestLease);
        headers.lease(requestLease);
        cookies.lease(requestLease);
        form.lease(requestLease);
        trailers.lease(requestLease);
    }

    Fields query(ReceivedHead head, FieldNames names) {
        if (query.isFilledFor(names)) {
            return query;
        }
        query.begin(names);
        if (head.queryFrom() >= 0) {
            FormScanner.scan(head.bytes(), head.queryFrom(), head.queryTo(), query, "query");
        }
        return query.filled();
    }

    Fields headers(ReceivedHead head, FieldNames names) {
        if (headers.isFilledFor(names)) {
            return headers;
        }
        headers.begin(names);
        for (int field = 0; field < head.fieldCount(); field++) {
            int name = names.find(head.bytes(), head.nameFrom(field), head.nameTo(field));
            if (name >= 0) {
                headers.addField(name, head.bytes(), head.valueFrom(field), head.valueTo(field));
            }
        }
        return headers.filled();
    }

    Fields trailers(RequestTrailers received, FieldNames names) {
        if (trailers.isFilledFor(names)) {
            return trailers;
        }
        trailers.begin(names);
        byte[] bytes = received.bytes();
        for (int at = 0; at < received.length(); ) {
            int nameEnd = RequestTrailers.nameEnd(bytes, at);
            int valueEnd = RequestTrailers.valueEnd(bytes, nameEnd + 1);
            int name = names.find(bytes, at, nameEnd);
            if (name >= 0) {
                trailers.addField(name, bytes, nameEnd + 1, valueEnd);
            }
            at = valueEnd + 1;
        }
        return trailers.filled();
    }

    Fields cookies(ReceivedHead head, FieldNames names) {
        if (cookies.isFilledFor(names)) {
            return cookies;
        }
        cookies.begin(names);
        CookieReader.read(head, cookies);
        return cookies.filled();
    }

    Fields form(@Nullable Slice contentType, Slice body, FieldNames names) {
        if (form.isFilledFor(names)) {
            return form;
        }
        if (contentType != null) {
            FormScanner.requireUtf8(contentType);
        }
        form.begin(names);
        FormScanner.scanForm(body.array(), body.offset(), body.offset() + body.length(), form, forms.maxFields());
        return form.filled();
    }

    /** @param arriving body that is not complete yet, or null */
    Parts parts(@Nullable Slice contentType, Slice body, @Nullable StreamedBody arriving, FieldNames names) {
        ReceivedParts known = parts;
        if (known != null && known.areFor(names)) {
            return known;
        }
        String type = contentType == null ? "" : contentType.toString();
        ReceivedParts read = arriving == null
                ? MultipartReader.read(names, type, body, forms, meter)
                : arrivingParts(names, type, arriving);
        endParts();
        if (lease != null) {
            read.lease(lease);
        }
        parts = read;
        return read;
    }

    /** Reads the parts, and closes the body so that its file is removed as soon as possible. */
    private ReceivedParts arrivingParts(FieldNames names, String type, StreamedBody arriving) {
        try (InputStream body = arriving.inputStream()) {
            return MultipartReader.read(names, type, body, forms, meter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endParts() {
        ReceivedParts ended = parts;
        if (ended != null) {
            parts = null;
            ended.end();
        }
    }

    /**
     * Drops the parameters of the request.
     *
     * @param mostRetained limit on the bytes that all parameters keep for the next request
     */
    void end(int mostRetained) {
        try {
            endParts();
        } finally {
            query.clear();
            headers.clear();
            cookies.clear();
            form.clear();
            trailers.clear();
            if (retainedBytes() > mostRetained) {
                giveUp();
            }
        }
    }

    /** Frees the retained memory. Called between two requests. */
    void giveUp() {
        query.giveUp();
        headers.giveUp();
        cookies.giveUp();
        form.giveUp();
        trailers.giveUp();
    }

    /** Returns the bytes that are kept for the next request. */
    int retainedBytes() {
        return query.retainedBytes()
                + headers.retainedBytes()
                + cookies.retainedBytes()
                + form.retainedBytes()
                + trailers.retainedBytes();
    }
}
