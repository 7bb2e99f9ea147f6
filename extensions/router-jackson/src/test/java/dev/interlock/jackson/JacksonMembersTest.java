package dev.interlock.jackson;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.jackson.JacksonBodies.assertMisfit;
import static dev.interlock.jackson.JacksonBodies.assertMissing;
import static dev.interlock.jackson.JacksonBodies.codec;
import static dev.interlock.jackson.JacksonBodies.standard;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonMerge;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.http.Request;
import dev.interlock.internal.message.RequestFixture;
import dev.interlock.jackson.JacksonBodies.Both;
import dev.interlock.jackson.JacksonBodies.Created;
import dev.interlock.jackson.JacksonBodies.Line;
import dev.interlock.jackson.JacksonBodies.Plain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests which members are missing in bodies that Jackson reads: the rules that require members, and the kinds of
 * members.
 */
final class JacksonMembersTest {
    @Test
    void appliesRulesOfMapper() {
        String body = "{\"created\":{\"a\":null},\"plain\":{\"text\":null,\"number\":null,\"strict\":null}}";
        assertMissing(codec(standard(), Both.class), body, "/plain/number", "/plain/strict", "/name");
        ObjectMapper noNulls = standard().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
        assertMissing(
                codec(noNulls, Both.class),
                body,
                "/created/a",
                "/created/b",
                "/plain/number",
                "/plain/strict",
                "/name");
        ObjectMapper nothingAbsent = standard().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        assertMissing(codec(nothingAbsent, Both.class), body, "/created/b", "/plain/number", "/plain/strict", "/name");
        ObjectMapper byDefault = standard().setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        assertMissing(
                codec(byDefault, Both.class),
                body,
                "/created/a",
                "/created/b",
                "/plain/text",
                "/plain/number",
                "/plain/strict",
                "/name");
    }

    @Test
    void findsSingleMissingMember() {
        ObjectMapper byDefault = standard().setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        assertMissing(codec(byDefault, Created.class), "{\"a\":\"\"}", "/b");
        assertMissing(codec(byDefault, Created.class), "{\"a\":\"\",\"b\":null}", "/b");
    }

    static final class Codes extends HashMap<String, String> {
        private static final long serialVersionUID = 1L;

        @JsonCreator
        Codes(@JsonProperty(value = "code", required = true) String code) {
            put("code", code);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Held(
            List<Line> lines,
            Map<String, String> texts,
            Line @Nullable [] array,
            List<List<String>> nested,
            List<@Nullable String> some,
            Map<String, Optional<String>> maybe) {}

    @Test
    void rejectsNullElementsOfComponents() {
        assertMissing(
                codec(standard(), Held.class),
                "{\"lines\":[null],\"texts\":{\"a\":null},\"array\":[null],\"nested\":[[\"\",null],null],"
                        + "\"some\":[null],\"maybe\":{\"a\":null}}",
                "/lines/0",
                "/texts/a",
                "/array/0",
                "/nested/0/1",
                "/nested/1");
        Request whole = RequestFixture.request("POST", "/")
                .body(
                        "{\"lines\":[],\"texts\":{},\"array\":null,\"nested\":[[]],\"some\":[null],\"maybe\":{\"a\":null}}")
                .begin();
        assertThat(codec(standard(), Held.class).read(whole)).isInstanceOf(Held.class);
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Various(int[] numbers, Codes codes, AtomicReference<Line> line, Line[] lines, String name) {}

    @Test
    void findsMissingMembersOfElements() {
        JacksonCodec<Object> codec = codec(standard(), Various.class);
        assertMissing(
                codec,
                "{\"numbers\":[1,null],\"codes\":{\"code\":\"\"},\"line\":{\"a\":\"\"},\"lines\":[{\"b\":1}]}",
                "/numbers/1",
                "/line/b",
                "/lines/0/a",
                "/name");
    }

    record Aliased(
            @JsonAlias({"first", "second"}) String name,

            @JsonAlias("n") int number,

            String last) {}

    @Test
    void acceptsAliases() {
        JacksonCodec<Object> codec = codec(standard(), Aliased.class);
        assertMissing(codec, "{\"second\":\"\",\"n\":1}", "/last");
        assertMissing(codec, "{\"last\":\"\",\"n\":null}", "/number", "/name");
    }

    record Sparse(
            @JsonIgnoreProperties("internal") Map<String, Line> lines,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            List<Line> single,

            @JsonUnwrapped Line flat,
            String name) {}

    @Test
    void readsFormsLikeJackson() {
        JacksonCodec<Object> codec = codec(standard(), Sparse.class);
        assertMissing(
                codec,
                "{\"lines\":{\"internal\":{},\"x\":{}},\"single\":{\"b\":1},\"a\":\"\",\"b\":1}",
                "/lines/x/a",
                "/lines/x/b",
                "/single/a",
                "/name");
    }

    @Test
    void rejectsMemberWithTwoNames() {
        JacksonCodec<Object> codec = codec(standard(), Aliased.class);
        assertMisfit(codec, "{\"name\":\"\",\"number\":1,\"last\":\"\",\"first\":\"\"}");
        assertMissing(codec, "{\"second\":null,\"first\":null,\"n\":1}", "/name", "/last");
    }

    record NotFlat(@JsonUnwrapped Map<String, String> map, String name) {}

    @Test
    void mapsAreNotUnwrapped() {
        JacksonCodec<Object> codec = codec(standard(), NotFlat.class);
        assertMissing(codec, "{\"map\":{\"a\":\"\"},\"name\":null}", "/name");
    }

    record Settled(
            @JsonSetter(nulls = Nulls.SKIP) String skipped,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> emptied,
            String name) {}

    @Test
    void membersWithRulesForNullMayBeRequired() {
        JacksonCodec<Object> codec = codec(standard(), Settled.class);
        assertMissing(codec, "{}", "/skipped", "/emptied", "/name");
        assertMissing(codec, "{\"name\":\"\"}", "/skipped", "/emptied");
        ObjectMapper mapper = new ObjectMapper();
        mapper.configOverride(String.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        assertMissing(codec(mapper, Line.class), "{}", "/a");
    }

    static final class Defaults {
        @JsonMerge
        public Plain plain = new Plain();

        @JsonMerge
        public Map<String, Plain> map = new HashMap<>();
    }

    @Test
    void mergedObjectsHaveTheirPlaces() {
        assertMissing(
                codec(standard(), Defaults.class),
                "{\"plain\":{\"number\":null},\"map\":{\"a\":{\"number\":null}}}",
                "/plain/number",
                "/map/a/number");
    }
}
