package dev.interlock.protobuf;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.DescriptorProtos.UninterpretedOption.NamePart;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.StringValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufCodecTest {
    @Test
    void messageOutlivesRequest() {
        StringValue message = StringValue.of("h\u00e9llo");
        Request request =
                RequestFixture.request("POST", "/").body(message.toByteArray()).begin();
        StringValue read = ProtobufCodec.read(request, StringValue.parser());
        Arrays.fill(request.body().array(), (byte) 0);
        assertThat(read).isEqualTo(message);
    }

    @Test
    void readsEmptyBodyAsDefaultMessage() {
        Request request = RequestFixture.request("POST", "/").begin();
        assertThat(ProtobufCodec.read(request, StringValue.parser())).isEqualTo(StringValue.getDefaultInstance());
    }

    @Test
    void rejectsMalformedBodyWithByte() {
        HttpException e = refusal(StringValue.parser(), 8, 1, 10, 5, 'a');
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail()).startsWith("The body is not a valid protobuf message: ");
        assertThat(e.problem().detail()).contains("ended unexpectedly");
        assertThat(e.problem().detail()).endsWith(" (at byte 4)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-protobuf;delimited=true",
                "application/protobuf; charset=x; Delimited=TRUE",
                "application/proto;delimited=\"true\""
            })
    void rejectsLengthDelimitedMessages(String contentType) {
        HttpException e =
                assertThrows(HttpException.class, () -> ProtobufCodec.read(typed(contentType), StringValue.parser()));
        assertThat(e.status()).isEqualTo(415);
        assertThat(e.problem().detail()).contains("delimited=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/proto",
                "application/x-protobuf;delimited=false",
                "application/protobuf;x=delimited=true"
            })
    void readsOneMessageOfEveryOtherType(String contentType) {
        assertThat(ProtobufCodec.read(typed(contentType), StringValue.parser())).isEqualTo(StringValue.of("a"));
    }

    private static Request typed(String contentType) {
        return RequestFixture.request("POST", "/")
                .header("Content-Type", contentType)
                .body(StringValue.of("a").toByteArray())
                .begin();
    }

    @Test
    void rejectsStrayEndOfGroup() {
        assertThat(refusal(StringValue.parser(), 12).problem().detail()).endsWith(" (at byte 1)");
    }

    @Test
    void rejectsMissingRequiredField() {
        HttpException e = refusal(NamePart.parser(), 10, 1, 'a');
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail())
                .isEqualTo("The body is not a valid protobuf message: Message missing required fields: is_extension");
    }

    private static HttpException refusal(Parser<? extends MessageLite> parser, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++) {
            bytes[i] = (byte) body[i];
        }
        Request request = RequestFixture.request("POST", "/").body(bytes).begin();
        return assertThrows(HttpException.class, () -> ProtobufCodec.read(request, parser));
    }

    @Test
    void appendsToBody() {
        Struct message = Struct.newBuilder()
                .putFields(
                        "a", Value.newBuilder().setStringValue("x".repeat(5000)).build())
                .build();
        EncodedResponse response = new EncodedResponse();
        ProtobufCodec.write(response, message);
        byte[] body = Arrays.copyOf(response.body().array(), response.body().length());
        assertThat(body).isEqualTo(message.toByteArray());
        assertThat(response.fields().toString()).isEqualTo("content-type: application/x-protobuf\r\n");
        ProtobufCodec.write(response, StringValue.of("y"));
        assertThat(response.body().length()).isEqualTo(body.length + 3);
    }

    @Test
    void keepsTypeThatWasSet() {
        EncodedResponse response = new EncodedResponse();
        response.contentType("application/protobuf");
        ProtobufCodec.write(response, StringValue.of("y"));
        assertThat(response.fields().toString()).isEqualTo("content-type: application/protobuf\r\n");
    }
}
