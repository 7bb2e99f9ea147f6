package dev.interlock.internal.text;

import static com.google.common.truth.Truth.assertWithMessage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "PASSWORD",
                "passwords",
                "password2",
                "userPassword",
                "user_password",
                "User-Password",
                "user.password",
                "passwordHash",
                "new_password_again",
                "passwd",
                "pwd",
                "passphrase",
                "secret",
                "clientSecret",
                "CLIENT_SECRET",
                "token",
                "access_token",
                "accesstoken",
                "X-Auth-Token",
                "csrfToken",
                "Authorization",
                "Proxy-Authorization",
                "X-Api-Key",
                "apiKey",
                "APIKey",
                "api_key",
                "apikey",
                "x-apikey",
                "access key",
                "privateKey",
                "session",
                "sessionId",
                "JSESSIONID",
                "PHPSESSID",
                "sid",
                "cookie",
                "Set-Cookie",
                "pin",
                "userPIN",
                "PINCode",
                "otp",
                "otp1",
                "card",
                "cardNumber",
                "card-number",
                "cvv",
                "CVV2",
                "cvc",
                "ssn",
                "jwt",
                "credentials"
            })
    void findsSecretsInEverySpelling(String name) {
        assertWithMessage(name).that(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "id",
                "limit",
                "name",
                "key",
                "apiVersion",
                "keyApi",
                "spin",
                "opinion",
                "pinned",
                "shipping",
                "discard",
                "cardinal",
                "cardiology",
                "author",
                "authors",
                "tokenizer",
                "secretary",
                "obsession",
                "possession",
                "inside",
                "passport",
                "compass",
                "address",
                "monkey",
                "keyboard",
                "access",
                "privateNote",
                "adopt",
                "laptop",
                "class",
                "s",
                "7"
            })
    void comparesWords(String name) {
        assertWithMessage(name).that(SecretNames.isSecret(name)).isFalse();
    }
}
