package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.json.JsonStreamCodec;
import dev.interlock.json.JsonTypes;
import dev.interlock.processor.model.Codec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the codecs in the model have the same media types as the codecs in the runtime. */
final class CodecsTest {
    private static List<String> read(Codec codec) {
        return codec.handled().stream().map(Object::toString).toList();
    }

    private static List<String> written(Codec codec) {
        return codec.produced().stream().map(codec::contentType).toList();
    }

    @Test
    void readTypesEqualRuntime() {
        assertThat(read(Codec.TEXT)).isEqualTo(Bodies.TEXT);
        assertThat(read(Codec.BYTES)).isEqualTo(Bodies.ANY);
        assertThat(read(Codec.STREAM)).isEqualTo(Bodies.ANY);
        assertThat(read(Codec.FORM)).isEqualTo(Bodies.FORM);
        assertThat(read(Codec.MULTIPART)).isEqualTo(Bodies.MULTIPART);
        assertThat(read(Codec.PROTOBUF)).isEqualTo(Bodies.MESSAGE);
        assertThat(read(Codec.JSON)).isEqualTo(JsonTypes.MEDIA_TYPES);
        assertThat(read(Codec.JSON_LINES)).isEqualTo(JsonStreamCodec.MEDIA_TYPES);
    }

    @Test
    void writtenTypesEqualRuntime() {
        assertThat(written(Codec.TEXT)).isEqualTo(Results.TEXT);
        assertThat(written(Codec.BYTES)).isEqualTo(Results.BYTES);
        assertThat(written(Codec.FILE)).isEqualTo(Results.BYTES);
        assertThat(written(Codec.STATIC_FILE)).isEqualTo(Results.ANY);
        assertThat(written(Codec.EVENTS)).isEqualTo(Results.EVENTS);
        assertThat(written(Codec.STREAM)).isEqualTo(Results.BYTES);
        assertThat(written(Codec.TEXT_STREAM)).isEqualTo(Results.TEXT);
        assertThat(written(Codec.PROTOBUF)).isEqualTo(Bodies.MESSAGE);
        assertThat(written(Codec.PROTOBUF_STREAM)).isEqualTo(Results.MESSAGES);
        assertThat(written(Codec.JSON)).isEqualTo(JsonTypes.PRODUCES);
        assertThat(Stream.of(Codec.JSON_LINES, Codec.JSON_ARRAY)
                        .flatMap(codec -> written(codec).stream())
                        .toList())
                .isEqualTo(JsonStreamCodec.PRODUCES);
    }
}
