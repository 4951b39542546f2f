package io.jotgate.bench.spring;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Spring Authorization Server as Spring Boot configures it, with as many clients as it is told. */
@SpringBootApplication
public class SpringPeer {
  public static void main(String[] arguments) {
    if (Boolean.parseBoolean(System.getenv("NATIVE_CRYPTO"))) {
      AmazonCorrettoCryptoProvider.install();
      AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
    }
    SpringApplication.run(SpringPeer.class, arguments);
  }

  @Bean
  RegisteredClientRepository clients() {
    int count = Integer.parseInt(System.getenv("CLIENTS"));
    return new InMemoryRegisteredClientRepository(
        IntStream.range(0, count).mapToObj(SpringPeer::client).toList());
  }

  private static RegisteredClient client(int number) {
    return RegisteredClient.withId(Integer.toString(number))
        .clientId("bench-" + number)
        .clientSecret("secret-0123456789abcdef0123456789abcdef-" + number)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope("orders:read")
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofMinutes(5)).build())
        .build();
  }

  @Bean
  JWKSource<SecurityContext> keys() throws JOSEException {
    return new ImmutableJWKSet<>(
        new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("bench").generate()));
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> customizer() {
    return context -> {
      context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
      context.getClaims().audience(List.of("https://orders.example"));
    };
  }

  /** Random secrets need no slow hash. The encoder that is the default hashes plain ones anew. */
  @Bean
  PasswordEncoder secrets() {
    return new PasswordEncoder() {
      @Override
      public String encode(CharSequence raw) {
        return raw.toString();
      }

      @Override
      public boolean matches(CharSequence raw, String encoded) {
        return MessageDigest.isEqual(
            raw.toString().getBytes(StandardCharsets.UTF_8),
            encoded.getBytes(StandardCharsets.UTF_8));
      }
    };
  }

  /** Keeps nothing: the one in memory keeps every token, and collecting them would be measured. */
  @Bean
  OAuth2AuthorizationService authorizations() {
    return new OAuth2AuthorizationService() {
      @Override
      public void save(OAuth2Authorization authorization) {}

      @Override
      public void remove(OAuth2Authorization authorization) {}

      @Override
      public OAuth2Authorization findById(String id) {
        return null;
      }

      @Override
      public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
        return null;
      }
    };
  }
}
