package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests records with components that Jackson ignores. */
final class JacksonIgnoredTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import com.fasterxml.jackson.annotation.*;
            import com.fasterxml.jackson.annotation.JsonProperty.Access;
            import com.fasterxml.jackson.databind.PropertyNamingStrategies;
            import com.fasterxml.jackson.databind.annotation.*;
            import dev.interlock.annotation.*;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.util.*;

            @Controller("/orders")
            public final class Orders {
              record Marked(String name, @JsonIgnore String owner, @JsonIgnore int rank) {}

              record Overridden(String name, @JsonIgnore String owner, @JsonIgnore int rank) {
                @Override public String owner() { return owner; }
              }

              @JsonIgnoreProperties({"owner", "rank"})
              record Listed(String name, String owner, int rank) {}

              @JsonIncludeProperties("name")
              record Others(String name, String owner, int rank) {}

              record Renamed(String name, @JsonProperty("holder") @JsonIgnore String owner, @JsonIgnore int rank) {}

              @JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
              @JsonIgnoreProperties({"Owner", "Rank"})
              record Named(@JsonProperty("name") String name, String owner, int rank) {}

              record Sent(
                  String name,
                  @JsonProperty(access = Access.READ_ONLY) String owner,
                  @JsonProperty(access = Access.READ_ONLY) int rank) {}

              record Filled(String name, @JsonIgnore String owner, @JsonIgnore int rank) {
                Filled {
                  owner = owner + "!";
                  rank = rank + 1;
                }
              }

              record Kept(String name, @JsonIgnore(false) String owner) {}

              @JsonIgnoreProperties(value = "owner", allowSetters = true)
              record Taken(String name, String owner) {}

              record Open(String name, @JsonAnySetter Map<String, Object> rest) {}

              record Checked(
                  @NotBlank String name, @JsonIgnore @NotNull String owner, @JsonProperty(access = Access.READ_ONLY) @Positive int rank) {}

              @JsonIgnoreProperties("rank")
              static class Fields {
                @NotBlank public String name = "";
                @JsonIgnore @NotNull public String owner;
                @Positive public int rank;
              }

              @JsonIgnoreProperties("text")
              record Holder(String name, Text text) {}
              interface Text { String text(); }

              @Post("/marked") String marked(@Body Marked body) { return body.toString(); }
              @Post("/overridden") String overridden(@Body Overridden body) { return body.toString(); }
              @Post("/listed") String listed(@Body Listed body) { return body.toString(); }
              @Post("/others") String others(@Body Others body) { return body.toString(); }
              @Post("/renamed") String renamed(@Body Renamed body) { return body.toString(); }
              @Post("/named") String named(@Body Named body) { return body.toString(); }
              @Post("/sent") String sent(@Body Sent body) { return body.toString(); }
              @Post("/filled") String filled(@Body Filled body) { return body.toString(); }
              @Post("/kept") String kept(@Body Kept body) { return body.toString(); }
              @Post("/taken") String taken(@Body Taken body) { return body.toString(); }
              @Post("/open") String open(@Body Open body) { return body.toString(); }
              @Post("/checked") String checked(@Body Checked body) { return body.toString(); }
              @Post("/fields") String fields(@Body Fields body) { return body.name; }
              @Post("/holder") String holder(@Body Holder body) { return body.toString(); }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .hide("io.avaje")
                .compile(Source.of(API), Source.of(ORDERS));
        assertThat(compilation.complaints()).isEmpty();
        app = RunningApp.load(compilation);
    }

    private static ReceivedResponse post(String path, String json) throws Exception {
        return app.send("POST", "/orders/" + path, json, "content-type: application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Marked", "Overridden", "Listed", "Others", "Renamed", "Named", "Sent"})
    void skipsIgnoredComponent(String record) throws Exception {
        String path = record.toLowerCase(Locale.ROOT);
        for (String more : new String[] {
            "",
            ",\"owner\":\"x\",\"rank\":7",
            ",\"holder\":\"x\",\"Owner\":\"x\",\"Rank\":7",
            ",\"owner\":null,\"rank\":null"
        }) {
            ReceivedResponse response = post(path, "{\"name\":\"a\"" + more + "}");
            assertWithMessage("%s", more).that(response.body()).isEqualTo(record + "[name=a, owner=null, rank=0]");
        }
        for (String without : new String[] {"{}", "{\"name\":null}"}) {
            ReceivedResponse response = post(path, without);
            assertThat(response.status()).isEqualTo(422);
            assertThat(response.body()).contains("\"errors\":[{\"pointer\":\"/name\"");
        }
    }

    @Test
    void constructorGetsDefaultsOfJava() throws Exception {
        assertThat(post("filled", "{\"name\":\"a\"}").body()).isEqualTo("Filled[name=a, owner=null!, rank=1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kept", "taken"})
    void requiresIgnoredComponentThatIsRead(String path) throws Exception {
        assertThat(post(path, "{\"name\":\"a\"}").body()).contains("The value at /owner of the body must be given.");
        assertThat(post(path, "{\"name\":\"a\",\"owner\":\"b\"}").body()).endsWith("[name=a, owner=b]");
    }

    @Test
    void requiresNoPropertyForAnySetter() throws Exception {
        assertThat(post("open", "{\"name\":\"a\",\"b\":1}").body()).isEqualTo("Open[name=a, rest={b=1}]");
        assertThat(post("open", "{\"name\":\"a\"}").body()).isEqualTo("Open[name=a, rest={}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checked", "fields"})
    void constraintsOfIgnoredComponentsHaveNoPointer(String path) throws Exception {
        ReceivedResponse response = post(path, "{\"name\":\"\",\"owner\":\"x\",\"rank\":7}");
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"errors\":[{\"pointer\":\"/name\",\"detail\":\"must not be blank\"},"
                        + "{\"pointer\":\"\",\"detail\":\"must not be null\"},"
                        + "{\"pointer\":\"\",\"detail\":\"must be greater than 0\"}]");
    }

    @Test
    void ignoredComponentNeedsNoTypeInfo() throws Exception {
        assertThat(post("holder", "{\"name\":\"a\",\"text\":{}}").body()).isEqualTo("Holder[name=a, text=null]");
    }
}
