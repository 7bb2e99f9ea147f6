package dev.interlock.codec;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.Slice;
import dev.interlock.http.MediaTypes;
import dev.interlock.http.Request;
import dev.interlock.http.RequestFixture;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import org.junit.jupiter.api.Test;

class BytesCodecTest {
    @Test
    void readsCopyOrView() {
        Request request = RequestFixture.request("POST", "/").body("abc").begin();
        assertThat(BytesCodec.readBytes(request)).isEqualTo(new byte[] {'a', 'b', 'c'});
        assertThat(BytesCodec.readSlice(request)).isSameInstanceAs(request.body());
    }

    @Test
    void writesAsBytesUnlessTypeWasSet() {
        Response response = new Response();
        BytesCodec.write(response, Slice.of("bc"));
        assertThat(response.body().toString()).isEqualTo("bc");
        assertThat(response.fields().toString()).isEqualTo("content-type: application/octet-stream\r\n");
        response.reset();
        response.contentType("image/png");
        BytesCodec.write(response, new byte[] {'a'});
        assertThat(response.fields().toString()).isEqualTo("content-type: image/png\r\n");
    }

    @Test
    void writesArrayWithoutCopy() {
        Response response = new Response();
        byte[] body = {'a', 'b'};
        BytesCodec.write(response, body);
        assertThat(response.bytes()).isSameInstanceAs(body);
        assertThat(response.contentLength()).isEqualTo(2);
        assertThat(response.body().isEmpty()).isTrue();
    }

    @Test
    void declaresMediaTypes() {
        RouteInfo route = RouteInfo.of(0, "POST", "/", "t.T.m");
        assertThat(MediaTypes.consumes(route.consumes(BytesCodec.MEDIA_TYPES), Slice.of("image/png")))
                .isTrue();
        assertThat(MediaTypes.consumes(
                        route.consumes(FormCodec.MEDIA_TYPES), Slice.of("application/x-www-form-urlencoded")))
                .isTrue();
        assertThat(MediaTypes.consumes(
                        route.consumes(MultipartCodec.MEDIA_TYPES), Slice.of("multipart/form-data; boundary=x")))
                .isTrue();
        assertThat(MediaTypes.consumes(route.consumes(MultipartCodec.MEDIA_TYPES), Slice.of("multipart/mixed")))
                .isFalse();
    }
}
