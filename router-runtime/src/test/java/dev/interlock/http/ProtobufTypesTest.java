package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtobufTypesTest {
    /** A dash stands for a field that is not there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -                                | -                                          | x-protobuf
                    application/json                 | -                                          | x-protobuf
                    application/protobuf             | -                                          | protobuf
                    Application/Protobuf;a=b         | */*                                        | protobuf
                    application/vnd.google.protobuf  | application/*                              | vnd.google.protobuf
                    application/protobuf             | ''                                         | protobuf
                    application/*                    | */*                                        | x-protobuf
                    -                                | application/protobuf                       | protobuf
                    application/x-protobuf           | application/protobuf                       | protobuf
                    application/protobuf             | application/x-protobuf                     | x-protobuf
                    application/protobuf             | application/protobuf;q=0.5, */*            | x-protobuf
                    application/protobuf             | application/protobuf;q=0, */*;q=0.1        | x-protobuf
                    -                                | application/x-protobuf;q=0, */*            | protobuf
                    -                                | application/protobuf, */*                  | protobuf
                    application/x-protobuf           | application/protobuf, */*                  | protobuf
                    application/vnd.google.protobuf  | application/x-protobuf, application/vnd.google.protobuf | vnd.google.protobuf
                    application/protobuf             | application/x-protobuf, application/vnd.google.protobuf | x-protobuf
                    -                                | application/protobuf;q=0.8, application/vnd.google.protobuf;q=0.9 | vnd.google.protobuf
                    """)
    void theAnswerHasTheTypeThatTheClientPrefers(String contentType, String accept, String expected) {
        RequestFixture request = RequestFixture.request("POST", "/");
        add(request, "Content-Type", contentType);
        add(request, "Accept", accept);
        assertThat(negotiated(request)).isEqualTo("content-type: application/" + expected + "\r\n");
    }

    private static void add(RequestFixture request, String name, String value) {
        if (!value.equals("-")) {
            request.header(name, value);
        }
    }

    private static String negotiated(RequestFixture request) {
        Response response = new Response();
        ProtobufTypes.negotiate(request.begin(), response);
        return response.fields().toString();
    }

    @Test
    void allLinesOfAcceptAreOneList() {
        RequestFixture request = RequestFixture.get("/")
                .header("Accept", "text/html, application/x-protobuf;q=0.3")
                .header("Accept", "application/vnd.google.protobuf;q=0.4");
        assertThat(negotiated(request)).isEqualTo("content-type: application/vnd.google.protobuf\r\n");
    }

    @Test
    void aTypeThatWasSetBeforeIsKept() {
        Response response = new Response().contentType("application/grpc");
        ProtobufTypes.negotiate(RequestFixture.get("/").begin(), response);
        assertThat(response.fields().toString()).isEqualTo("content-type: application/grpc\r\n");
    }

    @Test
    void aHandlerCanSetAnotherType() {
        Response response = new Response();
        ProtobufTypes.negotiate(RequestFixture.get("/").begin(), response);
        response.contentType("application/grpc");
        assertThat(response.fields().toString()).isEqualTo("content-type: application/grpc\r\n");
    }
}
