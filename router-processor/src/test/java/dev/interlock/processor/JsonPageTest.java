package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.Test;

/** Checks that the service in {@code docs/json.md} sends the responses that the page shows. */
final class JsonPageTest {
    @Test
    void misfitIsAnsweredAsPageSays() throws Exception {
        Page page = Page.of("json.md");
        Compilation compilation = page.compile();
        ReceivedResponse response = RunningApp.load(compilation)
                .send(
                        "POST",
                        "/orders",
                        "{\"id\":1,\"lines\":[{\"kind\":\"CAR\",\"count\":1}]}",
                        "content-type: application/json");
        assertThat(response.status()).isEqualTo(400);
        assertThat(withoutId(response.body()))
                .isEqualTo(withoutId(page.blocks("json").get(0).strip()));
    }

    private static String withoutId(String problem) {
        return problem.replaceAll("\"requestId\":\"[0-9a-f]{16}\"", "");
    }
}
