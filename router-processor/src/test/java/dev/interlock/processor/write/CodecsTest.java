package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.codec.BytesCodec;
import dev.interlock.codec.EventCodec;
import dev.interlock.codec.FormCodec;
import dev.interlock.codec.MultipartCodec;
import dev.interlock.codec.StreamCodec;
import dev.interlock.codec.TextCodec;
import dev.interlock.file.FileCodec;
import dev.interlock.http.ProtobufTypes;
import dev.interlock.json.JsonStreamCodec;
import dev.interlock.json.JsonTypes;
import dev.interlock.processor.model.Codec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the runtime's codecs read and write the types in the model. */
final class CodecsTest {
    private static List<String> read(Codec codec) {
        return codec.handled().stream().map(Object::toString).toList();
    }

    private static List<String> written(Codec codec) {
        return codec.produced().stream().map(codec::contentType).toList();
    }

    @Test
    void readTypesEqualRuntime() {
        assertThat(read(Codec.TEXT)).isEqualTo(TextCodec.MEDIA_TYPES);
        assertThat(read(Codec.BYTES)).isEqualTo(BytesCodec.MEDIA_TYPES);
        assertThat(read(Codec.STREAM)).isEqualTo(StreamCodec.MEDIA_TYPES);
        assertThat(read(Codec.FORM)).isEqualTo(FormCodec.MEDIA_TYPES);
        assertThat(read(Codec.MULTIPART)).isEqualTo(MultipartCodec.MEDIA_TYPES);
        assertThat(read(Codec.PROTOBUF)).isEqualTo(ProtobufTypes.MEDIA_TYPES);
        assertThat(read(Codec.JSON)).isEqualTo(JsonTypes.MEDIA_TYPES);
        assertThat(read(Codec.JSON_LINES)).isEqualTo(JsonStreamCodec.MEDIA_TYPES);
    }

    @Test
    void writtenTypesEqualRuntime() {
        assertThat(written(Codec.TEXT)).isEqualTo(TextCodec.PRODUCES);
        assertThat(written(Codec.BYTES)).isEqualTo(BytesCodec.PRODUCES);
        assertThat(written(Codec.FILE)).isEqualTo(FileCodec.PRODUCES);
        assertThat(written(Codec.STATIC_FILE)).isEqualTo(FileCodec.ANY);
        assertThat(written(Codec.EVENTS)).isEqualTo(EventCodec.PRODUCES);
        assertThat(written(Codec.STREAM)).isEqualTo(StreamCodec.PRODUCES);
        assertThat(written(Codec.TEXT_STREAM)).isEqualTo(StreamCodec.TEXT);
        assertThat(written(Codec.PROTOBUF)).isEqualTo(ProtobufTypes.MEDIA_TYPES);
        assertThat(written(Codec.PROTOBUF_STREAM)).isEqualTo(ProtobufTypes.DELIMITED);
        assertThat(written(Codec.JSON)).isEqualTo(JsonTypes.PRODUCES);
        assertThat(Stream.of(Codec.JSON_LINES, Codec.JSON_ARRAY)
                        .flatMap(codec -> written(codec).stream())
                        .toList())
                .isEqualTo(JsonStreamCodec.PRODUCES);
    }
}
