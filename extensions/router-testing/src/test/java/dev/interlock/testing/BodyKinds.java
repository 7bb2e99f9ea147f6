package dev.interlock.testing;

import static dev.interlock.testing.RequestKinds.many;

import com.google.protobuf.Field;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt64Value;
import com.google.protobuf.Value;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.proto.RecordView;
import dev.interlock.generated.proto.Tape;
import dev.interlock.generated.proto.ViewText;
import dev.interlock.generated.proto.Wire;
import dev.interlock.http.Request;
import dev.interlock.jackson.JacksonCodec;
import dev.interlock.jackson.JacksonCodecs;
import dev.interlock.json.JsonShapes;
import dev.interlock.jsonb.JsonbCodec;
import dev.interlock.jsonb.JsonbCodecs;
import dev.interlock.protobuf.ProtobufCodec;
import dev.interlock.protobuf.ProtobufJsonCodec;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.lang.Character.UnicodeScript;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Requests whose bodies are costly to read: JSON with each codec, protobuf, and text. */
final class BodyKinds {
    record Order(UnicodeScript script, BigDecimal price, List<Object> lines) {}

    private static final String JSON = "application/json";
    private static final JacksonCodecs JACKSON = JacksonCodecs.of(JacksonCodecs.standard(BodyKinds.class));
    private static final JacksonCodec<Order> JACKSON_ORDER = JACKSON.codec(Order.class);
    private static final JacksonCodec<Object> JACKSON_ANY = JACKSON.codec(Object.class);
    private static final JsonbCodecs AVAJE = JsonbCodecs.of(
            Jsonb.builder().classLoader(BodyKinds.class.getClassLoader()).build(), new JsonShapes());
    private static final JsonbCodec<Object> AVAJE_ANY = AVAJE.codec(Object.class, "");
    private static final JsonbCodec<UnicodeScript> AVAJE_ENUM = AVAJE.codec(UnicodeScript.class, "");
    private static final JsonbCodec<BigDecimal> AVAJE_NUMBER = AVAJE.codec(BigDecimal.class, "");

    private static final String LINES = "[" + many(1000, "{\"n#\":#}", ",") + "]";
    private static final String NESTED = "[" + many(100, "[".repeat(90) + "]".repeat(90), ",") + "]";
    private static final String DEEP = "[".repeat(50_000) + "]".repeat(50_000);
    private static final String OBJECTS = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
    /** Members of a JSON object. All their names have the same hash code. */
    private static final String COLLIDING = RequestKinds.colliding(11).stream()
            .map(name -> '"' + name + "\":1")
            .collect(Collectors.joining(",", "{", "}"));

    private static final String LONG_NUMBER = "7".repeat(100_000);
    private static final String TEXT = "Gr\u00fc\u00dfe \u4e16\ud83d\ude00 ".repeat(3_000);

    private BodyKinds() {}

    static void add(RequestKinds kinds) {
        addJackson(kinds);
        addAvaje(kinds);
        addProtoJson(kinds);
        addProtobuf(kinds);
        addText(kinds);
    }

    private static void addJackson(RequestKinds kinds) {
        String order = "{\"script\":\"%s\",\"price\":%s,\"lines\":%s}";
        kinds.post("jackson", 400, JSON, order.formatted("LATIN", "1.5", LINES), JACKSON_ORDER::read);
        kinds.post("jackson refused enum", 300, JSON, order.formatted("B", "1", "[]"), JACKSON_ORDER::read);
        kinds.post(
                "jackson exponent",
                100,
                JSON,
                order.formatted("LATIN", "1e10000000", "[]"),
                request -> JACKSON_ORDER.read(request).price().setScale(2));
        kinds.post("jackson long number", 60, JSON, order.formatted("LATIN", LONG_NUMBER, "[]"), JACKSON_ORDER::read);
        kinds.post("jackson numbers", 200, JSON, "[" + many(3000, "1e#", ",") + "]", JACKSON_ANY::read);
        kinds.post("jackson nested", 500, JSON, NESTED, JACKSON_ANY::read);
        kinds.post("jackson deep", 60, JSON, DEEP, JACKSON_ANY::read);
        kinds.post("jackson deep objects", 60, JSON, OBJECTS, JACKSON_ANY::read);
        kinds.post("jackson colliding names", 400, JSON, COLLIDING, JACKSON_ANY::read);
        kinds.post("jackson unknown names", 500, JSON, "{" + many(2000, "\"n#\":1", ",") + "}", JACKSON_ORDER::read);
    }

    private static void addAvaje(RequestKinds kinds) {
        kinds.post("avaje", 800, JSON, LINES, AVAJE_ANY::read);
        kinds.post("avaje refused enum", 100, JSON, "\"B\"", AVAJE_ENUM::read);
        kinds.post("avaje enum", 100, JSON, "\"LATIN\"", AVAJE_ENUM::read);
        kinds.post("avaje exponent", 100, JSON, "1e10000000", AVAJE_NUMBER::read);
        kinds.post("avaje long number", 60, JSON, LONG_NUMBER, AVAJE_NUMBER::read);
        kinds.post("avaje numbers", 600, JSON, "[" + many(3000, "1.#e9", ",") + "]", AVAJE_ANY::read);
        kinds.post("avaje nested", 400, JSON, NESTED, AVAJE_ANY::read);
        kinds.post("avaje deep", 60, JSON, DEEP, AVAJE_ANY::read);
        kinds.post("avaje deep objects", 60, JSON, OBJECTS, AVAJE_ANY::read);
        kinds.post("avaje colliding names", 400, JSON, COLLIDING, AVAJE_ANY::read);
    }

    private static void addProtoJson(RequestKinds kinds) {
        kinds.post("protojson", 1500, JSON, "{\"lines\":" + LINES + "}", BodyKinds::struct);
        kinds.post(
                "protojson refused enum",
                500,
                JSON,
                "{\"kind\":\"B\"}",
                request -> ProtobufJsonCodec.read(request, Field.getDefaultInstance()));
        kinds.post(
                "protojson long number",
                200,
                JSON,
                '"' + LONG_NUMBER + '"',
                request -> ProtobufJsonCodec.read(request, UInt64Value.getDefaultInstance()));
        kinds.post(
                "protojson exponent",
                200,
                JSON,
                "1e10000000",
                request -> ProtobufJsonCodec.read(request, UInt64Value.getDefaultInstance()));
        kinds.post("protojson number", 200, JSON, "{\"a\":" + LONG_NUMBER + "}", BodyKinds::struct);
        kinds.post("protojson nested", 1200, JSON, "{\"lines\":" + NESTED + "}", BodyKinds::struct);
        kinds.post("protojson deep", 100, JSON, "{\"lines\":" + DEEP + "}", BodyKinds::struct);
        kinds.post("protojson deep objects", 100, JSON, OBJECTS, BodyKinds::struct);
        kinds.post("protojson colliding names", 800, JSON, COLLIDING, BodyKinds::struct);
        kinds.post(
                "protojson field mask",
                500,
                JSON,
                '"' + many(3000, "aB#", ",") + '"',
                request -> ProtobufJsonCodec.read(request, FieldMask.getDefaultInstance()));
    }

    private static Object struct(Request request) {
        return ProtobufJsonCodec.read(request, Struct.getDefaultInstance());
    }

    private static void addProtobuf(RequestKinds kinds) {
        Struct.Builder struct = Struct.newBuilder();
        RequestKinds.colliding(10)
                .forEach(name -> struct.putFields(
                        name, Value.newBuilder().setNumberValue(1).build()));
        kinds.post(
                "protobuf",
                200,
                "application/x-protobuf",
                struct.build().toByteArray(),
                request -> ProtobufCodec.read(request, Struct.parser()));
        kinds.post(
                "protobuf unknown fields",
                300,
                "application/x-protobuf",
                repeated(new byte[] {0x78, 1, (byte) 0x83, 1, (byte) 0x84, 1}, 10_000),
                request -> ProtobufCodec.read(request, Struct.parser()));
        kinds.post(
                "protobuf malformed",
                100,
                "application/x-protobuf",
                new byte[] {0x0a, 0x7f},
                request -> ProtobufCodec.read(request, Struct.parser()));
        Note note = new Note(new Tape());
        kinds.post(
                "protobuf view text",
                150,
                "application/x-protobuf",
                Value.newBuilder().setStringValue(TEXT).build().toByteArray(),
                note::sum);
    }

    private static byte[] repeated(byte[] bytes, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    /** Acts as the generated decoder of a message that has one text. */
    private static final class Note extends RecordView {
        private static final int RECORD = 1;
        private static final int TEXT = 0;

        private final CharSequence text;

        Note(Tape tape) {
            super(tape);
            text = newText(tape);
        }

        /** Reads text character by character with an accessor, as a handler would. */
        Object sum(Request request) {
            Slice body = request.body();
            int end = body.offset() + body.length();
            tape.begin(body.array(), body.offset(), end);
            record = tape.record(RECORD);
            Wire.text(tape, body.offset() + 1, end, record + TEXT);
            int sum = 0;
            for (int i = 0; i < text().length(); i++) {
                sum += text().charAt(i);
            }
            return sum;
        }

        private CharSequence text() {
            return textAt(record + TEXT, text);
        }

        @Override
        protected void describe(ViewText description) {
            description.begin("Note");
        }
    }

    private static void addText(RequestKinds kinds) {
        kinds.post("text", 100, "text/plain", TEXT, Bodies::readString);
        kinds.post("text by character", 150, "text/plain", TEXT, request -> {
            CharSequence text = Bodies.readChars(request);
            int sum = 0;
            for (int i = 0; i < text.length(); i++) {
                sum += text.charAt(i);
            }
            return sum;
        });
        kinds.post("text of unknown charset", 60, "text/plain;charset=none-such", "", Bodies::readString);
    }
}
