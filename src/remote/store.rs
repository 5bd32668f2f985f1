//! Object stores: the protocols are those of `object_store`, the connections our own.

use super::failure::Failure;
use super::http::Client;
use super::place::{Condition, FileContent, RemotePlace, Version};
use super::target::{Bucket, Provider};
use futures_util::TryStreamExt;
use hyper::body::Bytes;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ObjectStore, ObjectStoreExt, PutMode, PutOptions, RetryConfig,
    UpdateVersion,
};
use std::collections::BTreeMap;
use std::error::Error;
use std::str::FromStr;

/// The part of an object store that a target names.
#[derive(Debug)]
pub struct Store {
    store: Box<dyn ObjectStore>,
    prefix: String,
}

/// The environment variables with settings, by name.
pub type Variables = BTreeMap<String, String>;

impl Store {
    /// Opens a bucket with the environment's settings for its provider. No request is sent yet.
    pub fn open(bucket: &Bucket, variables: &Variables, client: Client) -> Result<Self, Failure> {
        let store = match bucket.provider {
            Provider::S3 => s3(&bucket.name, variables, client),
            Provider::Google => google(&bucket.name, variables, client),
            Provider::Azure => azure(&bucket.name, variables, client),
        };
        Ok(Self { store: store?, prefix: bucket.prefix.clone() })
    }

    fn path(&self, path: &str) -> Path {
        Path::from(format!("{}/{path}", self.prefix))
    }
}

/// Only the client counts tries.
fn once() -> RetryConfig {
    RetryConfig { max_retries: 0, ..RetryConfig::default() }
}

/// The settings of a provider, as its library names them.
fn settings<K: FromStr>(provider: Provider, variables: &Variables) -> Vec<(K, &str)> {
    let own = variables.iter().filter(|(name, _)| name.starts_with(provider.variables()));
    let known = own.filter_map(|(name, value)| {
        Some((name.to_ascii_lowercase().parse().ok()?, value.as_str()))
    });
    known.filter(|(_, value)| !value.is_empty()).collect()
}

/// Without credentials, the libraries would ask the metadata address of a cloud's own machines,
/// which only times out elsewhere.
fn need<K: PartialEq>(
    provider: Provider,
    settings: &[(K, &str)],
    one_of: &[K],
) -> Result<(), Failure> {
    match settings.iter().any(|(key, _)| one_of.contains(key)) {
        true => Ok(()),
        false => Err(Failure::Settings(format!(
            "there are no credentials; set {}",
            provider.credentials()
        ))),
    }
}

/// A library that refuses its settings.
fn unfit(provider: Provider) -> impl Fn(object_store::Error) -> Failure {
    move |_| {
        Failure::Settings(format!(
            "the variables that begin with {} cannot be used; check their values and the files \
             they name",
            provider.variables()
        ))
    }
}

fn s3(name: &str, variables: &Variables, client: Client) -> Result<Box<dyn ObjectStore>, Failure> {
    use AmazonS3ConfigKey as Key;
    let settings: Vec<(Key, &str)> = settings(Provider::S3, variables);
    let credentials = [
        Key::AccessKeyId,
        Key::WebIdentityTokenFile,
        Key::ContainerCredentialsRelativeUri,
        Key::ContainerCredentialsFullUri,
        Key::MetadataEndpoint,
        Key::SkipSignature,
    ];
    let has = |wanted: Key| settings.iter().any(|(key, _)| *key == wanted);
    if has(Key::AccessKeyId) != has(Key::SecretAccessKey) {
        let message = format!("only one of {} is set; set both", Provider::S3.credentials());
        return Err(Failure::Settings(message));
    }
    need(Provider::S3, &settings, &credentials)?;
    let builder = settings
        .into_iter()
        .fold(AmazonS3Builder::new(), |builder, (key, value)| builder.with_config(key, value))
        .with_bucket_name(name)
        // Not every service has a request for many at once.
        .with_config(Key::DisableBulkDelete, "true")
        .with_retry(once())
        .with_http_connector(client);
    Ok(Box::new(builder.build().map_err(unfit(Provider::S3))?))
}

fn google(
    name: &str,
    variables: &Variables,
    client: Client,
) -> Result<Box<dyn ObjectStore>, Failure> {
    use GoogleConfigKey as Key;
    let settings: Vec<(Key, &str)> = settings(Provider::Google, variables);
    let credentials = [
        Key::ServiceAccount,
        Key::ServiceAccountKey,
        Key::ApplicationCredentials,
        Key::BearerToken,
        Key::SkipSignature,
    ];
    need(Provider::Google, &settings, &credentials)?;
    let builder = settings
        .into_iter()
        .fold(GoogleCloudStorageBuilder::new(), |builder, (key, value)| {
            builder.with_config(key, value)
        })
        .with_bucket_name(name)
        .with_retry(once())
        .with_http_connector(client);
    Ok(Box::new(builder.build().map_err(unfit(Provider::Google))?))
}

fn azure(
    name: &str,
    variables: &Variables,
    client: Client,
) -> Result<Box<dyn ObjectStore>, Failure> {
    use AzureConfigKey as Key;
    let settings: Vec<(Key, &str)> = settings(Provider::Azure, variables);
    let credentials = [
        Key::AccessKey,
        Key::SasKey,
        Key::Token,
        Key::ClientSecret,
        Key::FederatedTokenFile,
        Key::MsiEndpoint,
        Key::UseAzureCli,
        Key::UseEmulator,
        Key::SkipSignature,
    ];
    need(Provider::Azure, &settings, &credentials)?;
    need(Provider::Azure, &settings, &[Key::AccountName, Key::UseEmulator])?;
    let builder = settings
        .into_iter()
        .fold(MicrosoftAzureBuilder::new(), |builder, (key, value)| builder.with_config(key, value))
        .with_container_name(name)
        .with_retry(once())
        .with_http_connector(client);
    Ok(Box::new(builder.build().map_err(unfit(Provider::Azure))?))
}

impl RemotePlace for Store {
    async fn list(&self) -> Result<Vec<String>, Failure> {
        let prefix = Path::from(self.prefix.as_str());
        let within = (!self.prefix.is_empty()).then_some(&prefix);
        let listed: Vec<_> = self.store.list(within).try_collect().await.map_err(|error| {
            match failure(error) {
                // A list of nothing is empty.
                None => Failure::Missing,
                Some(failure) => failure,
            }
        })?;
        let own = |path: &Path| {
            let path = path.as_ref();
            match self.prefix.as_str() {
                "" => Some(path.to_owned()),
                prefix => Some(path.strip_prefix(prefix)?.strip_prefix('/')?.to_owned()),
            }
        };
        Ok(listed.iter().filter_map(|object| own(&object.location)).collect())
    }

    async fn get(&self, path: &str) -> Result<Option<(Bytes, Version)>, Failure> {
        let found = match self.store.get(&self.path(path)).await {
            Ok(found) => found,
            Err(error) => return failure(error).map_or(Ok(None), Err),
        };
        let version =
            Version { e_tag: found.meta.e_tag.clone(), number: found.meta.version.clone() };
        match found.bytes().await {
            Ok(bytes) => Ok(Some((bytes, version))),
            Err(error) => failure(error).map_or(Ok(None), Err),
        }
    }

    async fn put(
        &self,
        path: &str,
        content: &FileContent,
        condition: &Condition,
    ) -> Result<Version, Failure> {
        let mut attributes = Attributes::new();
        attributes.insert(Attribute::ContentType, content.content_type.into());
        attributes.insert(Attribute::CacheControl, content.cache_control.into());
        if let Some(disposition) = &content.disposition {
            attributes.insert(Attribute::ContentDisposition, disposition.clone().into());
        }
        let mode = match condition {
            Condition::Always => PutMode::Overwrite,
            Condition::Absent => PutMode::Create,
            Condition::Same(Version { e_tag, number }) => {
                PutMode::Update(UpdateVersion { e_tag: e_tag.clone(), version: number.clone() })
            }
        };
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        let put =
            self.store.put_opts(&self.path(path), content.bytes.clone().into(), options).await;
        match put {
            Ok(done) => Ok(Version { e_tag: done.e_tag, number: done.version }),
            Err(error) => Err(failure(error).unwrap_or(Failure::Missing)),
        }
    }

    async fn remove(&self, path: &str) -> Result<(), Failure> {
        let removed = self.store.delete(&self.path(path)).await;
        removed.or_else(|error| failure(error).map_or(Ok(()), Err))
    }
}

/// The meaning of the library's error; none if the file does not exist.
fn failure(error: object_store::Error) -> Option<Failure> {
    use object_store::Error as Said;
    let chain = std::iter::successors(Some(&error as &dyn Error), |error| (*error).source());
    if let Some(failure) = chain.filter_map(|error| error.downcast_ref::<Failure>()).next() {
        return Some(failure.clone());
    }
    Some(match error {
        Said::NotFound { .. } => return None,
        Said::AlreadyExists { .. } | Said::Precondition { .. } | Said::NotModified { .. } => {
            Failure::Changed
        }
        Said::PermissionDenied { .. } | Said::Unauthenticated { .. } => Failure::Denied(None),
        Said::NotImplemented { .. } | Said::NotSupported { .. } => Failure::Answer(501, None),
        _ => Failure::Settings(
            "the answer of the service, or a file with credentials, cannot be read".to_owned(),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::{Store, Variables};
    use crate::remote::failure::Failure;
    use crate::remote::http::{Client, RetryLimits};
    use crate::remote::target::Target;

    /// Why a target cannot be opened with some variables.
    fn refused(target: &str, variables: &[(&str, &str)]) -> Option<String> {
        let Ok(Target::Objects(bucket)) = target.parse() else { panic!("{target}") };
        let own = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let client = Client::new(&[], RetryLimits::default()).unwrap();
        match Store::open(&bucket, &own.collect::<Variables>(), client) {
            Ok(_) => None,
            Err(Failure::Settings(why)) => Some(why),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn settings_are_those_of_each_provider() {
        let key = [("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "b")];
        assert_eq!(refused("s3://feeds", &key), None);
        let account = ("AZURE_STORAGE_ACCOUNT_NAME", "feeds");
        assert_eq!(refused("az://feeds", &[account, ("AZURE_STORAGE_ACCOUNT_KEY", "a2V5")]), None);
        let service = r#"{"private_key": "", "private_key_id": "", "client_email": "", "disable_oauth": true}"#;
        assert_eq!(refused("gs://feeds", &[("GOOGLE_SERVICE_ACCOUNT_KEY", service)]), None);
    }

    #[test]
    fn settings_that_are_lacking_or_wrong() {
        let lacking =
            |credentials: &str| Some(format!("there are no credentials; set {credentials}"));
        assert_eq!(
            refused("s3://feeds", &[("AZURE_STORAGE_ACCOUNT_KEY", "a2V5")]),
            lacking("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        );
        assert_eq!(
            refused("az://feeds", &[("AZURE_STORAGE_ACCOUNT_KEY", "a2V5")]),
            lacking("AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY")
        );
        assert_eq!(refused("gs://feeds", &[]), lacking("GOOGLE_APPLICATION_CREDENTIALS"));
        let wrong = refused("gs://feeds", &[("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere")]);
        assert_eq!(
            wrong.unwrap(),
            "the variables that begin with GOOGLE_ cannot be used; check their values and the \
             files they name"
        );
    }
}
